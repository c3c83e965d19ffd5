package dev.carillon.scheduling;

import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.Cron;
import dev.carillon.cron.RepeatedHour;
import dev.carillon.cron.SkippedHour;
import dev.carillon.cron.Zones;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.Calendar;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.LongestRun;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Patience;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.RungBy;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Spread;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.Definition;
import dev.carillon.workflow.ScheduleDefaults;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Puts a wording together, field by field: what was overridden, else the definition, else ours. */
final class Wordings {
  private final Map<String, String> overridden = new HashMap<>();
  private final Definition definition;
  private final Wishes wishes;

  private final Function<String, Optional<Calendar>> calendars;

  private Wordings(
      Definition definition, Wishes wishes, Function<String, Optional<Calendar>> calendars) {
    this.calendars = calendars;
    this.definition = definition;
    this.wishes = wishes;
  }

  /**
   * Begins with what is overridden, and what is wished.
   *
   * @param calendars finds one by its name, as it stands
   */
  static Wordings of(
      Definition definition,
      Optional<Schedule> present,
      Wishes wishes,
      Function<String, Optional<Calendar>> calendars) {
    Wordings fields = new Wordings(definition, wishes, calendars);
    present.ifPresent(schedule -> schedule
        .overridden()
        .forEach(name -> fields.overridden.put(name, text(schedule.wording(), name))));
    wishes
        .fields()
        .forEach((name, value) -> value.ifPresentOrElse(
            text -> fields.overridden.put(name, text), () -> fields.overridden.remove(name)));
    return fields;
  }

  Set<String> overridden() {
    return new HashSet<>(overridden.keySet());
  }

  /**
   * Returns the wording.
   *
   * @throws NoCronException if nobody says when
   * @throws dev.carillon.cron.InvalidCronException if the cron cannot be read
   * @throws InvalidWishException if another field cannot be
   */
  Wording wording() {
    ScheduleDefaults defaults = definition.schedule();
    String text =
        field("cron", defaults.cron()).orElseThrow(() -> new NoCronException(definition.id()));
    Cron cron = Cron.parse(text);
    if (cron.neverFires()) {
      throw new InvalidWishException("cron", "\"" + text + "\" never fires");
    }
    ZoneId zone = zone(cron, defaults);
    return new Wording(
        cron,
        zone,
        retries(defaults),
        overlap(defaults),
        catchUp(defaults),
        rungBy(defaults),
        standby(defaults),
        retryDelay(defaults),
        bounds(zone, defaults),
        patience(defaults),
        longestRun(defaults),
        spread(cron, defaults),
        clockChanges(defaults));
  }

  private ZoneId zone(Cron cron, ScheduleDefaults defaults) {
    Optional<String> named = field("timezone", defaults.timezone());
    if (cron.zone().isPresent() && named.isPresent()) {
      throw new InvalidWishException(
          "timezone", "the cron names a zone already; give the zone in one place only");
    }
    try {
      return cron.zone().orElseGet(() -> Zones.parse(named.orElse("UTC")));
    } catch (IllegalArgumentException unknown) {
      throw new InvalidWishException("timezone", unknown.getMessage());
    }
  }

  private int retries(ScheduleDefaults defaults) {
    String wish = overridden.get("retries");
    int retries = wish == null
        ? defaults.retries().orElse(Wording.DEFAULT_RETRIES)
        : wish.matches("\\d{1,3}") ? Integer.parseInt(wish) : -1;
    if (retries < 0 || retries > 100) {
      throw new InvalidWishException("retries", "retries is a number from 0 to 100");
    }
    return retries;
  }

  private Overlap overlap(ScheduleDefaults defaults) {
    try {
      return field("overlap", defaults.overlap()).map(Overlap::ofWord).orElse(Overlap.SKIP);
    } catch (IllegalArgumentException unknown) {
      throw new InvalidWishException("overlap", unknown.getMessage());
    }
  }

  private CatchUp catchUp(ScheduleDefaults defaults) {
    try {
      return field("catchUp", defaults.catchUp()).map(CatchUp::ofWord).orElse(CatchUp.LAST);
    } catch (IllegalArgumentException unknown) {
      throw new InvalidWishException("catchUp", unknown.getMessage());
    }
  }

  private RungBy rungBy(ScheduleDefaults defaults) {
    try {
      return field("engine", defaults.engine()).map(RungBy::ofWord).orElse(RungBy.AUTO);
    } catch (IllegalArgumentException unknown) {
      throw new InvalidWishException("engine", unknown.getMessage());
    }
  }

  /** JSON callers say it with a boolean as well. */
  private boolean standby(ScheduleDefaults defaults) {
    return switch (field("standby", defaults.standby()).orElse("on")) {
      case "on", "true" -> true;
      case "off", "false" -> false;
      default -> throw new InvalidWishException("standby", "standby is one of on, off");
    };
  }

  private Optional<RetryDelay> retryDelay(ScheduleDefaults defaults) {
    try {
      return field("retryDelay", defaults.retryDelay())
          .map(wishes.fields().containsKey("retryDelay") ? RetryDelay::wished : RetryDelay::new);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidWishException("retryDelay", wrong.getMessage());
    }
  }

  private Bounds bounds(ZoneId zone, ScheduleDefaults defaults) {
    Optional<String> start = field("start", defaults.start());
    Optional<String> end = field("end", defaults.end());
    Blackout blackout = read(
        "blackout", () -> Blackout.of(field("blackout", defaults.blackout()).orElse("")));
    read("start", () -> Bounds.of(start, Optional.empty(), blackout));
    Bounds bounds = read("end", () -> Bounds.of(start, end, blackout));
    if (bounds.isEmpty(zone)) {
      throw new InvalidWishException("end", "the end lies before the start");
    }
    return bounds.with(calendars(defaults));
  }

  private List<Calendar> calendars(ScheduleDefaults defaults) {
    String names = field("calendars", defaults.calendars()).orElse("");
    return read("calendars", () -> Calendar.names(names)).stream()
        .map(this::calendar)
        .toList();
  }

  private Calendar calendar(String name) {
    return calendars
        .apply(name)
        .orElseThrow(() -> new InvalidWishException(
            "calendars",
            "there is no calendar \"" + name + "\"; make it with PUT /api/calendars/" + name
                + ", or leave it out"));
  }

  private Patience patience(ScheduleDefaults defaults) {
    return read(
        "grace", () -> field("grace", defaults.grace()).map(Patience::of).orElse(Patience.DEFAULT));
  }

  private Optional<LongestRun> longestRun(ScheduleDefaults defaults) {
    return read(
        "longestRun",
        () -> field("longestRun", defaults.longestRun())
            .filter(it -> !it.isBlank())
            .map(LongestRun::of));
  }

  private Spread spread(Cron cron, ScheduleDefaults defaults) {
    return read(
        "spread",
        () -> field("spread", defaults.spread())
            .filter(it -> !it.isBlank())
            .map(Spread::of)
            .orElse(Spread.NONE)
            .within(cron));
  }

  private ClockChanges clockChanges(ScheduleDefaults defaults) {
    return new ClockChanges(
        read(
            "repeatedHour",
            () -> field("repeatedHour", defaults.repeatedHour())
                .map(RepeatedHour::ofWord)
                .orElse(RepeatedHour.ONCE)),
        read(
            "skippedHour",
            () -> field("skippedHour", defaults.skippedHour())
                .map(SkippedHour::ofWord)
                .orElse(SkippedHour.SKIP)));
  }

  private static <T> T read(String name, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException wrong) {
      throw new InvalidWishException(name, wrong.getMessage());
    }
  }

  private Optional<String> field(String name, Optional<String> fallback) {
    return overridden.containsKey(name) ? Optional.of(overridden.get(name)) : fallback;
  }

  private static String text(Wording wording, String name) {
    return switch (name) {
      case "cron" -> wording.cron().text();
      case "timezone" -> wording.zone().getId();
      case "retries" -> String.valueOf(wording.retries());
      case "overlap" -> wording.overlap().word();
      case "catchUp" -> wording.catchUp().word();
      case "engine" -> wording.rungBy().word();
      case "standby" -> wording.standby() ? "on" : "off";
      case "retryDelay" -> wording.retryDelay().map(RetryDelay::expression).orElse("");
      case "start" -> wording.bounds().start().orElse("");
      case "end" -> wording.bounds().end().orElse("");
      case "blackout" -> wording.bounds().blackout().text();
      case "grace" -> wording.patience().text();
      case "longestRun" -> wording.longestRun().map(LongestRun::text).orElse("");
      case "calendars" ->
        wording.bounds().calendars().stream().map(Calendar::name).collect(Collectors.joining(", "));
      case "repeatedHour" -> wording.clockChanges().repeatedHour().word();
      case "skippedHour" -> wording.clockChanges().skippedHour().word();
      case "spread" -> wording.spread().text();
      default -> throw new IllegalStateException("no field " + name);
    };
  }
}
