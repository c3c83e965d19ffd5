package dev.carillon.cron;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Something about a timetable that is allowed but may surprise.
 *
 * @param code what it is
 * @param times for a clock change: for each day on which it matters the first wall-clock time that
 *     is skipped or repeated, in order; else empty
 * @param changes what is done about it
 */
public record CronWarning(Code code, List<LocalDateTime> times, ClockChanges changes) {

  /** What may surprise. The names are part of the API. */
  public enum Code {
    /** Day of month and day of week are both restricted, so either makes a day due. */
    BOTH_DAYS_RESTRICTED,
    /** No date can ever be due. */
    NEVER_FIRES,
    /** A certain hour is skipped when clocks go forward; whether it runs right after is a choice. */
    HOUR_SKIPPED,
    /** A certain hour comes twice when clocks go back; whether the second one runs is a choice. */
    HOUR_REPEATED
  }

  public CronWarning {
    times = List.copyOf(times);
  }

  /** Warns of a timetable that does what is done by default. */
  CronWarning(Code code, List<LocalDateTime> times) {
    this(code, times, ClockChanges.DEFAULT);
  }

  static CronWarning of(Code code) {
    return new CronWarning(code, List.of());
  }

  /** Returns it as a sentence, in Russian if that is asked for, else in English. */
  public String text(Locale locale) {
    return locale.getLanguage().equals("ru") ? russian() : english();
  }

  private String english() {
    return switch (code) {
      case BOTH_DAYS_RESTRICTED ->
        "Both the day of the month and the day of the week are given: it is due when either"
            + " matches, not only when both do.";
      case NEVER_FIRES -> "There is no such date: it is never due.";
      case HOUR_SKIPPED ->
        "Clocks go forward and skip " + dates(" on ", "d MMMM uuuu", "en")
            + (runsAfter() ? ": it runs right after." : ": it is not due then.");
      case HOUR_REPEATED ->
        "Clocks go back and show "
            + dates(" on ", "d MMMM uuuu", "en")
            + " twice: it runs " + (runsTwice() ? "both times." : "only the first time.");
    };
  }

  private boolean runsAfter() {
    return changes.skippedHour() == SkippedHour.RUN_AFTER;
  }

  private boolean runsTwice() {
    return changes.repeatedHour() == RepeatedHour.TWICE;
  }

  private String russian() {
    return switch (code) {
      case BOTH_DAYS_RESTRICTED ->
        "Заданы и день месяца, и день недели: срок наступает, когда подходит любой из них,"
            + " а не только оба сразу.";
      case NEVER_FIRES -> "Такой даты не бывает: срок не наступит никогда.";
      case HOUR_SKIPPED ->
        "Часы переводят вперёд, и время "
            + dates(" ", "d MMMM uuuu 'года'", "ru")
            + " пропускается: "
            + (runsAfter() ? "запуск будет сразу после перевода." : "запуска не будет.");
      case HOUR_REPEATED ->
        "Часы переводят назад, и время "
            + dates(" ", "d MMMM uuuu 'года'", "ru")
            + " наступает дважды: "
            + (runsTwice() ? "запуск будет оба раза." : "запуск будет только в первый раз.");
    };
  }

  private String dates(String between, String pattern, String language) {
    DateTimeFormatter date = DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(language));
    return times.stream()
        .map(time -> clock(time.toLocalTime()) + between + date.format(time))
        .collect(Collectors.joining(", "));
  }

  private static String clock(LocalTime time) {
    return "%02d:%02d".formatted(time.getHour(), time.getMinute());
  }
}
