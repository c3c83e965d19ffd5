package dev.carillon.language;

import dev.carillon.workflow.Durations;
import dev.carillon.workflow.RetryPolicy;
import dev.carillon.workflow.RetryPolicy.Backoff;
import dev.carillon.workflow.RetryPolicy.Jitter;
import dev.carillon.workflow.Template;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads retry policies. */
final class RetryReader {
  private static final int MOST = 1_000_000;
  private static final List<String> BACKOFFS = List.of("constant", "linear", "exponential");
  private static final Vocabulary POLICY = Vocabulary.of(
      "in a retry policy", "when", "exceptWhen", "delay", "backoff", "limit", "jitter");

  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;
  private final DurationReader durations;

  RetryReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
    this.durations = new DurationReader(reading, templates);
  }

  /**
   * Reads a policy, or the name of one in {@code use.retries}.
   *
   * @param around what it sees once an attempt failed
   * @param before what it sees when the first one begins
   */
  Optional<RetryPolicy> read(Value value, Surroundings around, Surroundings before) {
    return value.isText()
        ? Uses.find(
            value,
            "use.retries",
            reading.uses().retries,
            reading.problems(),
            "name one there, or write the policy here")
        : definition(value, around, before);
  }

  Optional<RetryPolicy> definition(Value value, Surroundings around, Surroundings before) {
    return values
        .object(value, "retry")
        .map(it -> policy(it, around, reading.isKept() ? around : before));
  }

  private RetryPolicy policy(Value policy, Surroundings around, Surroundings before) {
    POLICY.check(policy, reading.problems());
    Optional<Value> limit = object(policy, "limit", "attempt", "duration");
    Optional<Value> attempt = limit.flatMap(it -> object(it, "attempt", "count", "duration"));
    return new RetryPolicy(
        condition(policy, "when", around),
        condition(policy, "exceptWhen", around),
        duration(policy, "delay", around),
        policy.find("backoff").map(this::backoff).orElse(Backoff.CONSTANT),
        object(policy, "jitter", "from", "to").map(it -> jitter(it, around)),
        attempt.map(this::count).orElse(OptionalInt.empty()),
        attempt.flatMap(it -> duration(it, "duration", before)),
        limit.flatMap(it -> duration(it, "duration", around)));
  }

  private Optional<Template> condition(Value policy, String name, Surroundings around) {
    return policy.find(name).map(it -> templates.expression(it, name, around));
  }

  private Optional<Template> duration(Value owner, String name, Surroundings around) {
    return owner.find(name).map(it -> durations.read(it, name, around));
  }

  private Optional<Value> object(Value owner, String name, String... known) {
    Optional<Value> object = owner.find(name).flatMap(it -> values.object(it, name));
    object.ifPresent(
        it -> Vocabulary.of("in \"" + name + "\"", known).check(it, reading.problems()));
    return object;
  }

  private Backoff backoff(Value value) {
    Optional<Value> backoff = values.object(value, "backoff");
    backoff.ifPresent(it -> Vocabulary.of("in \"backoff\"", BACKOFFS.toArray(String[]::new))
        .check(it, reading.problems()));
    List<String> named = backoff
        .map(it -> BACKOFFS.stream().filter(it.members()::containsKey).toList())
        .orElse(List.of());
    if (backoff.isPresent() && named.size() != 1) {
      reading
          .problems()
          .add(
              value,
              "\"backoff\" has one of constant, linear and exponential; write one of them, as {linear: {}}");
    }
    named.forEach(it -> empty(value.members().get(it).value(), it));
    return named.isEmpty()
        ? Backoff.CONSTANT
        : Backoff.valueOf(named.get(0).toUpperCase(Locale.ROOT));
  }

  private void empty(Value value, String name) {
    boolean more =
        values.object(value, name).filter(it -> !it.members().isEmpty()).isPresent();
    if (more) {
      reading
          .problems()
          .add(value, "\"" + name + "\" has no members; write {}, as the pause is \"delay\"");
    }
  }

  private Jitter jitter(Value jitter, Surroundings around) {
    Jitter read = new Jitter(end(jitter, "from", around), end(jitter, "to", around));
    if (!reading.isKept() && jitter.find("to").isPresent() && goesBackwards(read)) {
      reading
          .problems()
          .add(jitter, "a jitter goes from the shorter duration to the longer one; swap them");
    }
    return read;
  }

  /** As far as both are written out. */
  private static boolean goesBackwards(Jitter jitter) {
    try {
      return Durations.of(jitter.from().json())
              .compareTo(Durations.of(jitter.to().json()))
          > 0;
    } catch (IllegalArgumentException expressionOrTold) {
      return false;
    }
  }

  private Template end(Value jitter, String name, Surroundings around) {
    return values
        .need(jitter, name, "write both ends, as {from: PT1S, to: PT5S}")
        .map(it -> durations.read(it, name, around))
        .orElse(Template.of("PT0S"));
  }

  private OptionalInt count(Value attempt) {
    Optional<Value> count = attempt.find("count");
    boolean right = count
        .filter(
            it -> it.json().isInt() && it.json().intValue() >= 0 && it.json().intValue() <= MOST)
        .isPresent();
    if (count.isPresent() && !right) {
      reading
          .problems()
          .add(
              count.get(),
              "\"count\" is a whole number of retries, 0 to " + MOST + "; write one, as 3");
    }
    return right ? OptionalInt.of(count.get().json().intValue()) : OptionalInt.empty();
  }
}
