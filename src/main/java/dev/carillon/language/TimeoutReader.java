package dev.carillon.language;

import dev.carillon.workflow.Template;
import java.util.Optional;

/** Reads {@code timeout}, of tasks and of the workflow. */
final class TimeoutReader {
  private final Reading reading;
  private final Values values;
  private final DurationReader durations;

  TimeoutReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.durations = new DurationReader(reading, templates);
  }

  /** Reads a timeout, or the name of one in {@code use.timeouts}. */
  Optional<Template> read(Value value, Surroundings around) {
    return value.isText()
        ? Uses.find(
            value,
            "use.timeouts",
            reading.uses().timeouts,
            reading.problems(),
            "name one there, or write {after: PT30S}")
        : definition(value, around);
  }

  Optional<Template> definition(Value value, Surroundings around) {
    Optional<Value> timeout = values.object(value, "timeout");
    timeout.ifPresent(it -> Vocabulary.of("in a timeout", "after").check(it, reading.problems()));
    return timeout
        .flatMap(it -> values.needInstead(it, "after", "say how long it may take, as PT30S"))
        .map(it -> durations.read(it, "after", around));
  }
}
