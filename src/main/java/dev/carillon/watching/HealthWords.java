package dev.carillon.watching;

import dev.carillon.watching.Health.Counts;
import dev.carillon.watching.Health.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a schedule does, in one sentence: its word first, then the figures that there are. They are of
 * the newest due times, so they stand also behind a word that tells of the present.
 */
public final class HealthWords {
  private HealthWords() {}

  /** Returns the sentence in English. */
  public static String english(Health health) {
    String lead = switch (health.word()) {
      case OFF -> "Switched off";
      case PAUSED -> "Paused";
      case MISSING ->
        row(
            health,
            "The newest due time did not run",
            "The newest due times did not run",
            "in a row");
      case STUCK -> "A run takes far longer than its runs do";
      case FAILING -> row(health, "The newest run failed", "The newest runs failed", "in a row");
      case LATE -> row(health, "The newest run was late", "The newest runs were late", "in a row");
      case NEW ->
        health.counts().expected() > 0
            ? many(
                health.counts().expected(),
                "The newest due time has passed and is still awaited",
                "The newest due times have passed and are still awaited")
            : skipped(
                health,
                "No due time has passed yet",
                "The newest due time was skipped",
                "The newest due times were skipped");
      case FINE -> "On time";
    };
    return sentence(lead, health, ENGLISH);
  }

  /** Returns the sentence in Russian. */
  public static String russian(Health health) {
    String lead = switch (health.word()) {
      case OFF -> "Выключено";
      case PAUSED -> "Приостановлено";
      case MISSING ->
        row(
            health,
            "Последний назначенный запуск не состоялся",
            "Последние назначенные запуски не состоялись",
            "подряд");
      case STUCK -> "Запуск идёт намного дольше обычного";
      case FAILING ->
        row(health, "Последний запуск не удался", "Последние запуски не удались", "подряд");
      case LATE -> row(health, "Последний запуск опоздал", "Последние запуски опоздали", "подряд");
      case NEW ->
        health.counts().expected() > 0
            ? many(
                health.counts().expected(),
                "Срок последнего назначенного запуска наступил, запуск ещё ожидается",
                "Сроки последних назначенных запусков наступили, запуски ещё ожидаются")
            : skipped(
                health,
                "Ни одно назначенное время ещё не наступило",
                "Последний назначенный запуск пропущен",
                "Последние назначенные запуски пропущены");
      case FINE -> "Вовремя";
    };
    return sentence(lead, health, RUSSIAN);
  }

  private static String row(Health health, String one, String many, String inARow) {
    return health.inARow() < 2 ? one : many + " (" + health.inARow() + " " + inARow + ")";
  }

  private static String skipped(Health health, String none, String one, String many) {
    int skipped = health.counts().skipped();
    return skipped == 0 ? none : many(skipped, one, many);
  }

  private static String many(int count, String one, String many) {
    return count == 1 ? one : many;
  }

  /**
   * The figures of one language, as patterns, and its units.
   *
   * @param success how many runs of how many succeeded, and how many of a hundred
   * @param lateness the usual one and the upper end
   * @param runTime the usual one and the upper end
   * @param interval between due times
   */
  private record Figures(
      String success, String lateness, String runTime, String interval, Units units) {}

  private record Units(String day, String hour, String minute, String second) {}

  private static final Figures ENGLISH = new Figures(
      "%d of %d runs succeeded (%d%%)",
      "late by %s (p95 %s)",
      "a run takes %s (p95 %s)",
      "due every %s",
      new Units("d", "h", "min", "s"));

  private static final Figures RUSSIAN = new Figures(
      "успешны %d из %d запусков (%d%%)",
      "опоздание %s (p95 %s)",
      "запуск длится %s (p95 %s)",
      "назначен каждые %s",
      new Units("д", "ч", "мин", "с"));

  private static String sentence(String lead, Health health, Figures words) {
    List<String> figures = new ArrayList<>();
    Counts counts = health.counts();
    int ended = counts.succeeded() + counts.failed();
    if (ended > 0) {
      figures.add(
          words.success().formatted(counts.succeeded(), ended, counts.succeeded() * 100 / ended));
    }
    health.lateness().ifPresent(it -> figures.add(told(words.lateness(), it, words.units())));
    health.runTime().ifPresent(it -> figures.add(told(words.runTime(), it, words.units())));
    if (!figures.isEmpty()) {
      health
          .interval()
          .ifPresent(it -> figures.add(words.interval().formatted(told(it, words.units()))));
    }
    return figures.isEmpty() ? lead + "." : lead + ": " + String.join(", ", figures) + ".";
  }

  private static String told(String pattern, Spread spread, Units units) {
    return pattern.formatted(told(spread.p50(), units), told(spread.p95(), units));
  }

  /** The two largest units that there are; whole seconds, for a sentence needs no more. */
  private static String told(Duration duration, Units units) {
    long seconds = duration.toSeconds();
    if (seconds < 1) {
      return "< 1 " + units.second();
    }
    if (seconds < 60) {
      return seconds + " " + units.second();
    }
    if (seconds < 3_600) {
      return pair(seconds / 60, units.minute(), seconds % 60, units.second());
    }
    return seconds < 86_400
        ? pair(seconds / 3_600, units.hour(), seconds % 3_600 / 60, units.minute())
        : pair(seconds / 86_400, units.day(), seconds % 86_400 / 3_600, units.hour());
  }

  private static String pair(long large, String unit, long small, String smaller) {
    return small == 0 ? large + " " + unit : large + " " + unit + " " + small + " " + smaller;
  }
}
