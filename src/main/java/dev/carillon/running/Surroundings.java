package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.carillon.run.ErrorType;
import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit;
import dev.carillon.workflow.Definition;
import dev.carillon.workflow.Durations;
import dev.carillon.workflow.Template;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one walk has around it: its run, its definition, its journal, and what expressions can see.
 * Shared by the branches of the walk.
 */
final class Surroundings {
  private final RunStore.Claim claim;
  private final Definition definition;
  private final Shared house;
  private final Patience patience;
  private final BooleanSupplier stopping;
  private final Share share;
  private final Runnable changed;
  private final Unwritten unwritten;
  private final Secrecy secrecy;
  private final JsonNode workflow;
  private final JsonNode runtime;
  private volatile JsonNode context;

  /** What all walks share. */
  record Shared(
      RunStore runs,
      Journal journal,
      Expressions expressions,
      Schemes schemes,
      Secrets secrets,
      Limits limits,
      Clock clock) {}

  Surroundings(
      RunStore.Claim claim,
      Definition definition,
      Shared house,
      Patience patience,
      BooleanSupplier stopping,
      Share share,
      Runnable changed) {
    this.claim = claim;
    this.definition = definition;
    this.house = house;
    this.patience = patience;
    this.stopping = stopping;
    this.share = share;
    this.changed = changed;
    this.unwritten = new Unwritten(this::write);
    this.secrecy = new Secrecy(house.secrets(), patience);
    this.workflow = RuntimeFacts.workflow(claim.run(), definition);
    this.runtime = patience.get(() -> RuntimeFacts.runtime(claim.run(), house.runs()));
    this.context = read(journal -> journal.context(run().id())).orElse(NullNode.getInstance());
  }

  Run run() {
    return claim.run();
  }

  Lease lease() {
    return claim.lease();
  }

  Definition definition() {
    return definition;
  }

  /** Returns what the run knows of its schedule. */
  JsonNode schedule() {
    return runtime.at("/metadata/schedule");
  }

  RunStore runs() {
    return house.runs();
  }

  /** Returns what the journal answers, however long the database is away. */
  <T> T read(Function<Journal, T> question) {
    return patience.get(() -> question.apply(house.journal()));
  }

  /**
   * Writes under the lease, however long the database is away. The lease may have expired meanwhile,
   * for it could not be renewed either: who was not overtaken takes it up again, so that what was done
   * outside is not done again.
   *
   * @throws LeaseLostException if another took the run over, or it was ended
   */
  <T> T write(Supplier<T> statement) {
    return patience.get(() -> {
      try {
        return statement.get();
      } catch (LeaseLostException over) {
        if (!runs().renew(lease(), clock().instant().plus(Walkers.LEASE))) {
          throw over;
        }
        return statement.get();
      }
    });
  }

  Expressions expressions() {
    return house.expressions();
  }

  Limits limits() {
    return house.limits();
  }

  Clock clock() {
    return house.clock();
  }

  Patience patience() {
    return patience;
  }

  Unwritten unwritten() {
    return unwritten;
  }

  boolean isStopping() {
    return stopping.getAsBoolean() || share.isOver();
  }

  Share share() {
    return share;
  }

  void changed() {
    changed.run();
  }

  private void write(Entries entries) {
    Extent now = write(() -> house.journal().write(lease(), entries, clock().instant()));
    changed();
    limits().admit(now);
  }

  /** Breaks off what is open in a block or deeper; nobody is at work there any more. */
  void breakOff(String block, String reason) {
    unwritten.flush();
    write(() -> house.journal().breakOff(lease(), block, reason, clock().instant()));
    changed();
  }

  void export(JsonNode exported) {
    context = exported;
  }

  JsonNode evaluate(Optional<Template> template, Scope scope) {
    return template.map(it -> evaluate(it, scope)).orElse(scope.dot());
  }

  JsonNode evaluate(Template template, Scope scope) {
    return expressions().evaluate(template, scope.with("context", context));
  }

  /** Tells whether a condition holds, with the context as it is now. */
  boolean holds(Template condition, Scope scope) {
    return expressions().holds(condition, scope.with("context", context));
  }

  Duration duration(Template template, Scope scope) {
    try {
      return Durations.of(evaluate(template, scope));
    } catch (IllegalArgumentException wrong) {
      throw new ExpressionException(wrong.getMessage());
    }
  }

  /** Returns the instant that lies so far ahead. */
  Optional<Instant> deadline(Optional<Template> timeout, Scope scope, Instant from) {
    return timeout.map(it -> from.plus(duration(it, scope)));
  }

  /**
   * Returns the value if it fits.
   *
   * @param what {@code input}, {@code output} or {@code export}
   */
  JsonNode fitting(Optional<JsonNode> schema, JsonNode value, String what) {
    List<String> wrong = schema.map(it -> house.schemes().misfits(it, value)).orElse(List.of());
    if (!wrong.isEmpty()) {
      throw new TaskFailedException(RunError.of(
          ErrorType.VALIDATION,
          "the " + what + " does not fit its schema: " + String.join("; ", wrong)));
    }
    return value;
  }

  /** Returns what every expression of the run can see. */
  Scope scope() {
    Map<String, JsonNode> variables = new LinkedHashMap<>();
    variables.put("context", context);
    variables.put("workflow", workflow);
    variables.put("runtime", runtime);
    return new Scope(
        JsonNodeFactory.instance.objectNode(), Map.copyOf(variables), this::steps, names -> {
          throw new ExpressionException("$secrets cannot be read here");
        });
  }

  private Map<String, JsonNode> steps(java.util.Set<String> names) {
    unwritten.flush();
    return read(journal -> journal.outputs(run().id(), names));
  }

  private JsonNode task(Site site, JsonNode raw, Instant startedAt) {
    return RuntimeFacts.task(site, definition, raw, startedAt);
  }

  /** Returns what the expressions of one visit can see before it has an input. */
  Scope before(Site site, JsonNode raw, Instant now) {
    return site.scope()
        .with(Map.of("context", context, "task", task(site, raw, now)))
        .on(raw);
  }

  /** Returns what the expressions of one visit can see; {@code .} is the task's input. */
  Scope around(Site site, Visit visit) {
    return site.scope()
        .with(Map.of(
            "context", context,
            "task", task(site, visit.raw(), visit.startedAt()),
            "input", visit.input()))
        .on(visit.input());
  }

  /** Returns the same with the secrets of the definition; what it yields is never written down. */
  Scope confidential(Scope scope) {
    return scope.revealing(secrecy::reveal);
  }

  /** Returns what takes the secrets of the definition, as they are now, out of what comes back. */
  Secrecy secrecy() {
    secrecy.expect(definition.secrets());
    return secrecy;
  }
}
