package dev.carillon.cron;

import java.util.Locale;

/**
 * Says what an expression means as a person would: "Every weekday at 09:00", "По будням в 09:00".
 */
public final class CronWords {
  private CronWords() {}

  /**
   * Returns one sentence with a capital and without a full stop. Times are those of the wall clock
   * in whatever zone; the zone is not told.
   *
   * @param locale Russian is answered in Russian, every other in English
   */
  public static String describe(Cron cron, Locale locale) {
    Tongue tongue = locale.getLanguage().equals("ru") ? new Russian() : new English();
    String words = cron.neverFires() ? tongue.never() : words(cron.dial(), tongue);
    int end = words.length() - (words.endsWith(",") ? 1 : 0);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1, end);
  }

  private static String words(Dial dial, Tongue tongue) {
    TimeWords times = new TimeWords(dial, tongue);
    DayWords days = new DayWords(dial, tongue);
    if (times.areClocks()) {
      return days.say(true) + " " + times.say();
    }
    return (times.say() + " " + days.say(false)).strip();
  }
}
