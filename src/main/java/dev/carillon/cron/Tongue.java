package dev.carillon.cron;

import java.util.List;

/**
 * The phrases of one language that the description of an expression is put together from. A phrase
 * may end in a comma, which falls away at the end of a sentence.
 */
interface Tongue {
  /** "never: there is no such date". */
  String never();

  /** "every minute", "every 5 minutes". */
  String everyMinutes(int count);

  /** "every hour", "every 2 hours". */
  String everyHours(int count);

  /** "at minute 7", "at minutes 5, 10–15 and 30". */
  String atMinutes(List<Run> minutes);

  /** "from minute 5". */
  String fromMinute(int minute);

  /** "every minute from 0 to 29". */
  String everyMinute(Run minutes);

  /** "from minute 0 to 30", to follow "every 5 minutes". */
  String fromTo(Run minutes);

  /** "past every hour". */
  String pastEveryHour();

  /** "starting over each hour", to follow a comma. */
  String startingOverEachHour();

  /** "during every 2nd hour". */
  String duringEveryHour(int nth);

  /** "past every 2nd hour". */
  String pastEveryHour(int nth);

  /** "in the hours 1, 3–5 and 8". */
  String inHours(List<Run> hours);

  /** "at 09:00 and 18:00". */
  String at(List<String> clocks);

  /** "from 01:15", without an end. */
  String from(String clock);

  /** "from 09:00 to 17:45". */
  String fromTo(String first, String last);

  /** "a, b and c". */
  String list(List<String> parts);

  /** "every day". */
  String everyDay();

  /**
   * "every Monday" at the head of a sentence, "on Mondays" behind something else.
   *
   * @param weekdays bits, Sunday is 0; neither none nor all
   */
  String weekdays(long weekdays, boolean atHead);

  /** "on the 1st and 15th", without saying of which month. */
  String days(long days);

  /** "of the month", to follow {@link #days}. */
  String ofTheMonth();

  /** "of January and July", to follow {@link #days}. */
  String ofMonths(long months);

  /** "in January and July", "from June to August". */
  String inMonths(long months);

  /**
   * "every year on 1 and 15 January" at the head of a sentence, "on 1 and 15 January" behind
   * something else; "in leap years" if it is 29 February alone.
   */
  String everyYear(long days, int month, boolean atHead);
}
