package dev.carillon.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/** Finds what about a timetable may surprise those who wrote it. */
public final class CronConflicts {
  private CronConflicts() {}

  /**
   * Returns the warnings about a timetable, each code at most once, in the order of the codes.
   *
   * @param from clock changes are looked for from here on, for one year
   */
  public static List<CronWarning> warnings(Timetable timetable, Instant from) {
    List<CronWarning> warnings = new ArrayList<>();
    Cron cron = timetable.cron();
    if (cron.givesBothDays()) {
      warnings.add(CronWarning.of(CronWarning.Code.BOTH_DAYS_RESTRICTED));
    }
    if (cron.neverFires()) {
      warnings.add(CronWarning.of(CronWarning.Code.NEVER_FIRES));
    } else if (cron.hasFixedHour()) {
      addClockChanges(warnings, timetable, from);
    }
    return List.copyOf(warnings);
  }

  private static void addClockChanges(
      List<CronWarning> warnings, Timetable timetable, Instant from) {
    Dial dial = timetable.cron().dial();
    List<LocalDateTime> skipped = new ArrayList<>();
    List<LocalDateTime> repeated = new ArrayList<>();
    for (ZoneOffsetTransition change : changes(timetable, from)) {
      LocalDateTime before = change.getDateTimeBefore();
      LocalDateTime after = change.getDateTimeAfter();
      if (change.isGap()) {
        Gaps.firstNamed(dial, before, after).ifPresent(skipped::add);
      } else {
        Gaps.firstNamed(dial, after, before).ifPresent(repeated::add);
      }
    }
    if (!skipped.isEmpty()) {
      warnings.add(new CronWarning(CronWarning.Code.HOUR_SKIPPED, skipped, timetable.changes()));
    }
    if (!repeated.isEmpty()) {
      warnings.add(new CronWarning(CronWarning.Code.HOUR_REPEATED, repeated, timetable.changes()));
    }
  }

  private static List<ZoneOffsetTransition> changes(Timetable timetable, Instant from) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneRules rules = timetable.zone().getRules();
    Instant end = from.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
    ZoneOffsetTransition change = rules.nextTransition(from);
    while (change != null && change.getInstant().isBefore(end)) {
      changes.add(change);
      change = rules.nextTransition(change.getInstant());
    }
    return changes;
  }
}
