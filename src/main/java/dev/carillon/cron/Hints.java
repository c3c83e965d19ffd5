package dev.carillon.cron;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to write instead of an expression that was refused. */
final class Hints {
  private static final Hint FIVE_FIELDS = new Hint(
      "write five fields: minute, hour, day of month, month, day of week",
      "нужны пять полей: минута, час, день месяца, месяц, день недели");

  private Hints() {}

  static Hint empty() {
    return FIVE_FIELDS;
  }

  static Hint stepOfZero() {
    return new Hint("a step is 1 or more, as in */5", "шаг — от 1 и больше, например */5");
  }

  static Hint zone(UnknownZoneException unknown) {
    return unknown.suggestion().map(zone -> use(zone)).orElse(null);
  }

  static Hint macro(String macro) {
    Optional<String> meant = Spelling.nearest(macro, CronParser.MACROS.keySet(), 2);
    return meant
        .map(Hints::use)
        .orElse(new Hint(
            "there are @hourly, @daily, @weekly, @monthly and @yearly",
            "есть @hourly, @daily, @weekly, @monthly и @yearly"));
  }

  /** Finds the five fields for an interval that divides an hour or a day; else an example. */
  static Hint every(String macro) {
    String fields = EveryMacro.fields(macro).orElse("*/5 * * * *");
    return new Hint("try " + fields, "попробуйте " + fields);
  }

  static Hint count(List<Piece> fields) {
    int count = fields.size();
    if (count > 5 && isZone(fields.get(0).text())) {
      return new Hint("write CRON_TZ= in capital letters", "пишите CRON_TZ= заглавными буквами");
    }
    if (count == 6 && isYear(fields.get(5))) {
      return drop(fields, 0, "drop the year", "уберите год");
    }
    if (count == 6 && parses(fields, 1)) {
      return drop(fields, 1, "drop the seconds", "6 полей: уберите секунды");
    }
    if (isFirstTooMuch(fields)) {
      return new Hint("drop the seconds", "6 полей: уберите секунды");
    }
    if (count == 7 && parses(fields, 1)) {
      return drop(fields, 1, "drop the seconds and the year", "уберите секунды и год");
    }
    if (count > 5 && parses(fields, 0)) {
      return drop(fields, 0, "drop what follows the fifth field", "уберите всё после пятого поля");
    }
    if (count == 1) {
      String meant = "@" + fields.get(0).text();
      return Spelling.nearest(meant, CronParser.MACROS.keySet(), 1)
          .map(Hints::use)
          .orElse(FIVE_FIELDS);
    }
    return FIVE_FIELDS;
  }

  /** Tells whether it is the first field that should go: the seconds, or a zone ill spelled. */
  static boolean isFirstTooMuch(List<Piece> fields) {
    if (fields.size() < 6) {
      return false;
    }
    Piece first = fields.get(0);
    boolean seconds = fields.size() == 6 && !isYear(fields.get(5));
    return isZone(first.text()) || seconds && (first.text().equals("0") || parses(fields, 1));
  }

  static Hint belowMinimum(CronField field) {
    return bounds(field);
  }

  static Hint aboveMaximum(CronField field, long first, long last) {
    if (field == CronField.DAY_OF_WEEK && last == 7) {
      return sunday(first);
    }
    if (field == CronField.HOUR && first == 24 && last == 24) {
      return new Hint("use 0 for midnight", "полночь — это 0");
    }
    return bounds(field);
  }

  private static Hint sunday(long first) {
    if (first == 7) {
      return new Hint("use 0 for Sunday", "воскресенье — это 0");
    }
    if (first < 2) {
      return new Hint("use * for every day of the week", "все дни недели — это *");
    }
    String days = run(first, 6) + ",0";
    return new Hint("use 0 for Sunday: " + days, "воскресенье — это 0: " + days);
  }

  static Hint reversed(CronField field, long first, long last, long step) {
    if (first > field.max()) {
      return bounds(field);
    }
    if (step > 1) {
      return new Hint("put the smaller value first", "меньшее значение ставится первым");
    }
    String both = run(first, field.max()) + "," + run(field.min(), last);
    return new Hint("to go round the end write " + both, "через край пишется так: " + both);
  }

  static Hint notANumber(CronField field, Piece word, Piece whole) {
    String text = word.text();
    if (text.isEmpty()) {
      return incomplete(whole.text());
    }
    return WordHints.of(field, text);
  }

  private static Hint incomplete(String field) {
    if (field.startsWith("/")) {
      return new Hint("write *" + field, "пишите *" + field);
    }
    if (field.endsWith("/")) {
      return new Hint(
          "a step needs a number: " + field + "5", "после / нужно число: " + field + "5");
    }
    return new Hint("a range has two ends, as in 1-5", "у диапазона два края, например 1-5");
  }

  static Hint bounds(CronField field) {
    return switch (field) {
      case MINUTE -> new Hint("write minutes from 0 to 59", "минуты — от 0 до 59");
      case HOUR -> new Hint("write hours from 0 to 23", "часы — от 0 до 23");
      case DAY_OF_MONTH ->
        new Hint("write days of the month from 1 to 31", "дни месяца — от 1 до 31");
      case MONTH -> new Hint("write months from 1 to 12", "месяцы — от 1 до 12");
      case DAY_OF_WEEK ->
        new Hint(
            "write days of the week from 0 (Sunday) to 6 (Saturday)",
            "дни недели — от 0 (воскресенье) до 6 (суббота)");
    };
  }

  static Hint use(String instead) {
    return new Hint("use " + instead, "возможно, " + instead);
  }

  private static String run(long first, long last) {
    return first == last ? Long.toString(first) : first + "-" + last;
  }

  private static boolean isYear(Piece field) {
    return field.text().matches("\\d{4}.*");
  }

  private static boolean isZone(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    return small.startsWith("cron_tz=") || small.startsWith("tz=");
  }

  private static boolean parses(List<Piece> fields, int from) {
    try {
      Cron.parse(five(fields, from));
      return true;
    } catch (InvalidCronException other) {
      return false;
    }
  }

  private static String five(List<Piece> fields, int from) {
    return fields.subList(from, from + 5).stream()
        .map(Piece::text)
        .collect(Collectors.joining(" "));
  }

  private static Hint drop(List<Piece> fields, int from, String english, String russian) {
    String left = five(fields, from);
    return new Hint(english + ": " + left, russian + ": " + left);
  }
}
