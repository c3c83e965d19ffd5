package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.carillon.run.Run;
import dev.carillon.run.Visit;
import dev.carillon.running.Walk.Site;
import dev.carillon.workflow.Definition;
import dev.carillon.workflow.Template;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What one walk has around it: its run, its definition, and what expressions can see. */
final class Surroundings {
  private final RunStore.Claim claim;
  private final Definition definition;
  private final Journal journal;
  private final Expressions expressions;
  private final Clock clock;
  private final Patience patience;
  private final BooleanSupplier stopping;
  private final Runnable changed;
  private JsonNode context;

  Surroundings(
      RunStore.Claim claim,
      Definition definition,
      Journal journal,
      Expressions expressions,
      Clock clock,
      Patience patience,
      BooleanSupplier stopping,
      Runnable changed) {
    this.claim = claim;
    this.definition = definition;
    this.journal = journal;
    this.expressions = expressions;
    this.clock = clock;
    this.patience = patience;
    this.stopping = stopping;
    this.changed = changed;
    this.context = journal.context(claim.run().id()).orElse(NullNode.getInstance());
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

  Journal journal() {
    return journal;
  }

  Expressions expressions() {
    return expressions;
  }

  Clock clock() {
    return clock;
  }

  Patience patience() {
    return patience;
  }

  boolean isStopping() {
    return stopping.getAsBoolean();
  }

  void changed() {
    changed.run();
  }

  void export(JsonNode exported) {
    context = exported;
  }

  JsonNode evaluate(Optional<Template> template, JsonNode dot) {
    return evaluate(template, scope().on(dot));
  }

  JsonNode evaluate(Optional<Template> template, Scope scope) {
    return template
        .map(it -> expressions.evaluate(it, scope.with("context", context)))
        .orElse(scope.dot());
  }

  /** Tells whether a condition holds, with the context as it is now. */
  boolean holds(Template condition, Scope scope) {
    return expressions.holds(condition, scope.with("context", context));
  }

  /** Returns what every expression of the run can see. */
  Scope scope() {
    Map<String, JsonNode> variables = new LinkedHashMap<>();
    variables.put("context", context);
    variables.put("workflow", RuntimeFacts.workflow(run(), definition));
    variables.put("runtime", RuntimeFacts.runtime(run()));
    return new Scope(
        JsonNodeFactory.instance.objectNode(),
        Map.copyOf(variables),
        names -> journal.outputs(run().id(), names));
  }

  /** Returns what the expressions of one visit can see; {@code .} is the task's input. */
  Scope around(Site site, Visit visit) {
    return site.scope()
        .with("context", context)
        .with("input", visit.input())
        .with("task", RuntimeFacts.task(site, visit))
        .on(visit.input());
  }
}
