package dev.carillon.cron;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to write instead of a word that is neither a number nor a name of its field. */
final class WordHints {
  private static final Pattern CLOCK = Pattern.compile("(\\d{1,2}):(\\d{2})");
  private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212]");
  private static final Pattern QUARTZ = Pattern.compile(
      "L|LW|L-\\d+|\\d{1,2}[LW]|W|\\w{1,3}#\\d|[A-Z]{3}L", Pattern.CASE_INSENSITIVE);
  private static final List<String> RUSSIAN_DAYS =
      List.of("вс", "пн", "вт", "ср", "чт", "пт", "сб");

  private WordHints() {}

  static Hint of(CronField field, String word) {
    Matcher clock = CLOCK.matcher(word);
    if (clock.matches()) {
      int hour = Integer.parseInt(clock.group(1));
      int minute = Integer.parseInt(clock.group(2));
      return new Hint(
          "write the minute, then the hour: " + minute + " " + hour,
          "сначала минута, потом час: " + minute + " " + hour);
    }
    if (DASHES.matcher(word).find()) {
      String plain = DASHES.matcher(word).replaceAll("-");
      return new Hint("write a plain hyphen: " + plain, "нужен обычный дефис: " + plain);
    }
    if (QUARTZ.matcher(word).matches()) {
      return new Hint("L, W and # are not known here", "L, W и # здесь не поддерживаются");
    }
    if (word.equalsIgnoreCase("H")) {
      return new Hint("H is known to Jenkins only", "H понимает только Jenkins");
    }
    if (word.startsWith("*") && word.length() > 1 && Character.isDigit(word.charAt(1))) {
      return Hints.use("*/" + word.substring(1));
    }
    return name(field, word.toLowerCase(Locale.ROOT));
  }

  private static Hint name(CronField field, String word) {
    if (field == CronField.DAY_OF_WEEK && word.length() > 1) {
      int day = RUSSIAN_DAYS.indexOf(word.substring(0, 2));
      if (day >= 0) {
        return Hints.use(field.names().get(day).toUpperCase(Locale.ROOT));
      }
    }
    String name = word.length() < 3 ? word : word.substring(0, 3);
    if (field.names().contains(name)) {
      return Hints.use(name.toUpperCase(Locale.ROOT));
    }
    if (CronField.DAY_OF_WEEK.names().contains(name)) {
      return new Hint("days of the week stand in the fifth field", "дни недели стоят в пятом поле");
    }
    if (CronField.MONTH.names().contains(name)) {
      return new Hint("months stand in the fourth field", "месяцы стоят в четвёртом поле");
    }
    return Spelling.nearest(word, field.names(), 1)
        .map(meant -> Hints.use(meant.toUpperCase(Locale.ROOT)))
        .orElse(null);
  }
}
