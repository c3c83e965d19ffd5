package dev.carillon.language;

import dev.carillon.cron.Cron;
import dev.carillon.cron.InvalidCronException;
import dev.carillon.cron.UnknownZoneException;
import dev.carillon.cron.Zones;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.Calendar;
import dev.carillon.schedule.LongestRun;
import dev.carillon.schedule.Patience;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.Spread;
import dev.carillon.workflow.ScheduleDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads what a definition says about when it is due: {@code schedule} and our own metadata. */
final class ScheduleReader {
  private static final String INSTEAD =
      "a schedule here is a cron expression; write cron: \"*/5 * * * *\"";
  private static final Vocabulary SCHEDULE = Vocabulary.of("in \"schedule\"", "cron")
      .refusing("every", Refusal.never("schedule.every", INSTEAD))
      .refusing("after", Refusal.never("schedule.after", INSTEAD))
      .refusing("on", Refusal.never("schedule.on", "Carillon takes no events, and " + INSTEAD));
  private static final Vocabulary CARILLON = Vocabulary.of(
      "in metadata.carillon",
      "timezone",
      "retries",
      "overlap",
      "catchUp",
      "engine",
      "standby",
      "retryDelay",
      "start",
      "end",
      "blackout",
      "grace",
      "longestRun",
      "spread",
      "calendars",
      "repeatedHour",
      "skippedHour",
      "ack",
      "concurrency");
  private static final int MAX_RETRIES = 100;
  private static final int MAX_RUNS = 10_000;

  private final Reading reading;
  private final Values values;

  ScheduleReader(Reading reading) {
    this.reading = reading;
    this.values = new Values(reading.problems());
  }

  /** Reads both, of the whole definition. */
  ScheduleDefaults read(Value definition) {
    Optional<Value> schedule =
        definition.find("schedule").flatMap(it -> values.object(it, "schedule"));
    schedule.ifPresent(it -> SCHEDULE.check(it, reading.problems()));
    Optional<Value> ours = definition
        .find("document")
        .flatMap(it -> it.find("metadata"))
        .flatMap(it -> it.find("carillon"))
        .flatMap(it -> values.object(it, "metadata.carillon"));
    ours.ifPresent(it -> CARILLON.check(it, reading.problems()));
    return new ScheduleDefaults(
        schedule.flatMap(it -> it.find("cron")).flatMap(this::cron),
        ours.flatMap(it -> it.find("timezone")).flatMap(this::zone),
        ours.flatMap(it -> it.find("retries"))
            .map(it -> number(it, "retries", 0, MAX_RETRIES))
            .orElse(OptionalInt.empty()),
        ours.flatMap(it -> it.find("overlap"))
            .flatMap(it ->
                values.word(it, "overlap", List.of("skip", "queue", "allow", "cancel-previous"))),
        ours.flatMap(it -> it.find("catchUp"))
            .flatMap(it -> values.word(it, "catchUp", List.of("none", "last", "all"))),
        ours.flatMap(it -> it.find("engine"))
            .flatMap(it -> values.word(it, "engine", List.of("auto", "local"))),
        ours.flatMap(it -> it.find("standby"))
            .flatMap(it -> values.word(it, "standby", List.of("on", "off"))),
        ours.flatMap(it -> it.find("retryDelay")).flatMap(this::retryDelay),
        ours.flatMap(it -> it.find("start")).flatMap(it -> point(it, "start")),
        ours.flatMap(it -> it.find("end")).flatMap(it -> point(it, "end")),
        ours.flatMap(it -> it.find("blackout"))
            .flatMap(it -> several(it, "blackout", Blackout::of)),
        ours.flatMap(it -> it.find("grace"))
            .flatMap(it -> values.text(it, "grace").filter(text -> holds(it, text, Patience::of))),
        ours.flatMap(it -> it.find("longestRun"))
            .flatMap(it ->
                values.text(it, "longestRun").filter(text -> holds(it, text, LongestRun::of))),
        ours.flatMap(it -> it.find("spread"))
            .flatMap(it -> spread(it).filter(text -> holds(it, text, Spread::of))),
        ours.flatMap(it -> it.find("calendars"))
            .flatMap(it -> several(it, "calendars", Calendar::names)),
        ours.flatMap(it -> it.find("repeatedHour"))
            .flatMap(it -> values.word(it, "repeatedHour", List.of("once", "twice"))),
        ours.flatMap(it -> it.find("skippedHour"))
            .flatMap(it -> values.word(it, "skippedHour", List.of("skip", "run-after"))),
        ours.flatMap(it -> it.find("ack"))
            .flatMap(it -> values.word(it, "ack", List.of("finished", "accepted")))
            .filter("accepted"::equals)
            .isPresent(),
        ours.flatMap(it -> it.find("concurrency"))
            .map(it -> number(it, "concurrency", 1, MAX_RUNS))
            .orElse(OptionalInt.empty()));
  }

  /** None is a number in YAML, unless somebody thinks of quotes. */
  private Optional<String> spread(Value value) {
    return value.json().isInt() && value.json().intValue() == 0
        ? Optional.of("0")
        : values.text(value, "spread");
  }

  private Optional<String> cron(Value value) {
    return values.text(value, "cron").filter(it -> isCron(value, it));
  }

  private boolean isCron(Value value, String text) {
    try {
      if (Cron.parse(text).neverFires()) {
        reading
            .problems()
            .add(
                value,
                "this never fires, as no date is ever due; choose a day that its months have");
        return false;
      }
      return true;
    } catch (InvalidCronException wrong) {
      reading
          .problems()
          .add(
              reading.source().placeIn(value, wrong.start()),
              value.pointer(),
              "this is no cron expression: " + wrong.getMessage()
                  + wrong.suggestion().map(it -> "; " + it).orElse("; write one like 0 9 * * 1-5"));
      return false;
    }
  }

  private Optional<String> zone(Value value) {
    return values.text(value, "timezone").filter(it -> isZone(value, it));
  }

  private boolean isZone(Value value, String name) {
    try {
      Zones.parse(name);
      if (name.isEmpty()) {
        reading
            .problems()
            .add(value, "\"timezone\" is empty; write UTC or a name like" + " Europe/Paris");
      }
      return true;
    } catch (UnknownZoneException wrong) {
      reading
          .problems()
          .add(
              value,
              "\"" + Brackets.abbreviated(name) + "\" is no time zone; "
                  + wrong
                      .suggestion()
                      .map(it -> "did you mean \"" + it + "\"?")
                      .orElse("write a name like Europe/Paris"));
      return false;
    }
  }

  private OptionalInt number(Value value, String name, int least, int most) {
    boolean right =
        value.json().isInt() && value.json().intValue() >= least && value.json().intValue() <= most;
    if (!right) {
      reading
          .problems()
          .add(
              value,
              "\"" + name + "\" is a whole number from " + least + " to " + most
                  + "; write one without quotes");
      return OptionalInt.empty();
    }
    return OptionalInt.of(value.json().intValue());
  }

  private Optional<String> point(Value value, String name) {
    return values
        .text(value, name)
        .filter(text ->
            holds(value, text, it -> Bounds.of(Optional.of(it), Optional.empty(), Blackout.NONE)));
  }

  /** One text, or a list of them. */
  private Optional<String> several(Value value, String name, Function<String, ?> reader) {
    if (!value.isList()) {
      return values.text(value, name).filter(it -> holds(value, it, reader));
    }
    List<String> parts = new ArrayList<>();
    for (Value part : value.items()) {
      values.text(part, name).filter(it -> holds(part, it, reader)).ifPresent(parts::add);
    }
    return Optional.of(String.join("; ", parts));
  }

  private boolean holds(Value value, String text, Function<String, ?> reader) {
    try {
      reader.apply(text);
      return true;
    } catch (IllegalArgumentException wrong) {
      reading.problems().add(value, wrong.getMessage());
      return false;
    }
  }

  private Optional<String> retryDelay(Value value) {
    return values.text(value, "retryDelay").filter(it -> isRetryDelay(value, it));
  }

  private boolean isRetryDelay(Value value, String expression) {
    try {
      RetryDelay delay =
          reading.isKept() ? new RetryDelay(expression) : RetryDelay.wished(expression);
      return !delay.expression().isEmpty();
    } catch (IllegalArgumentException wrong) {
      reading.problems().add(value, wrong.getMessage());
      return false;
    }
  }
}
