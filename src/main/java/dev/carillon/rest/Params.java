package dev.carillon.rest;

import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.RunFilter;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.SecretName;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads what stands in paths and queries; what cannot be understood is told by its name. */
final class Params {
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9991-01-01T00:00:00Z");

  private Params() {}

  static WorkflowId workflow(String text) {
    return new WorkflowId(text);
  }

  static ScheduleId schedule(String text) {
    return read("id", text, it -> new ScheduleId(it.toLowerCase(Locale.ROOT)));
  }

  static SecretName secret(String text) {
    return read("id", text, SecretName::new);
  }

  static RunId run(String text) {
    return read("id", text, RunId::new);
  }

  /** Returns which runs are meant. */
  static RunFilter runs(
      Optional<WorkflowId> workflow, String state, String trigger, String from, String until) {
    Optional<Instant> begin = instant("from", from);
    Optional<Instant> end = instant("until", until);
    if (begin.isPresent() && end.isPresent() && !end.get().isAfter(begin.get())) {
      throw new InvalidParameterException(
          "until", "until is later than from, which is " + begin.get());
    }
    return new RunFilter(
        workflow,
        word("state", state, RunState.class),
        word("trigger", trigger, Trigger.class),
        begin,
        end);
  }

  static Optional<Instant> instant(String name, String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse).map(instant -> within(name, instant));
    } catch (DateTimeParseException wrong) {
      throw new InvalidParameterException(
          name, name + " is an instant such as 2026-01-31T12:00:00Z");
    }
  }

  private static Instant within(String name, Instant instant) {
    if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
      throw new InvalidParameterException(name, name + " lies in the years 1900 to 9990");
    }
    return instant;
  }

  /** Returns the constant of that word, or empty if there is no text. */
  static <E extends Enum<E>> Optional<E> word(String name, String text, Class<E> type) {
    return Optional.ofNullable(text)
        .map(it -> read(
            name, it, word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'))));
  }

  /** Returns whether it is true; false if there is no text. */
  static boolean flag(String name, String text) {
    if (text != null && !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new InvalidParameterException(name, name + " is true or false");
    }
    return "true".equalsIgnoreCase(text);
  }

  /** Returns a whole number from 0, or empty if there is no text. */
  static Optional<Long> number(String name, String text) {
    return Optional.ofNullable(text).map(it -> {
      if (!it.matches("\\d{1,18}")) {
        throw new InvalidParameterException(name, name + " is a whole number");
      }
      return Long.parseLong(it);
    });
  }

  static <T> T read(String name, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException wrong) {
      String why = wrong.getMessage() != null && !wrong.getMessage().contains("dev.carillon")
          ? wrong.getMessage()
          : "there is no " + name + " of this name";
      throw new InvalidParameterException(name, why);
    }
  }
}
