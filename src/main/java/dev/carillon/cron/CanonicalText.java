package dev.carillon.cron;

import java.util.StringJoiner;

/**
 * The one spelling of the five fields for a {@link Dial}. Steps are written only where they read
 * well, except in the hour, where a step means something: there they are kept, and never made up.
 */
final class CanonicalText {
  private CanonicalText() {}

  static String of(Dial dial) {
    StringJoiner fields = new StringJoiner(" ");
    fields.add(minutes(dial.minutes));
    fields.add(hours(dial));
    fields.add(counted(CronField.DAY_OF_MONTH, dial.days));
    fields.add(counted(CronField.MONTH, dial.months));
    fields.add(list(CronField.DAY_OF_WEEK, dial.weekdays));
    return fields.toString();
  }

  private static String minutes(long bits) {
    Steps steps = Steps.in(CronField.MINUTE, bits);
    boolean readsWell =
        steps != null && (steps.startsTheField() && steps.endsTheField() || steps.count() > 3);
    return readsWell ? steps.text() : list(CronField.MINUTE, bits);
  }

  private static String hours(Dial dial) {
    long bits = dial.hours;
    if (dial.hasFixedHour() || bits == CronField.HOUR.all()) {
      return list(CronField.HOUR, bits);
    }
    Steps steps = Steps.longestIn(CronField.HOUR, bits);
    long rest = bits & ~steps.bits();
    return rest == 0 ? steps.text() : steps.text() + "," + list(CronField.HOUR, rest);
  }

  private static String counted(CronField field, long bits) {
    Steps steps = Steps.in(field, bits);
    boolean readsWell =
        steps != null && steps.startsTheField() && steps.endsTheField() && steps.count() > 2;
    return readsWell ? steps.text() : list(field, bits);
  }

  /** Returns values and ranges of three and more, sorted; a lone comma if there is no value. */
  private static String list(CronField field, long bits) {
    if (bits == field.all()) {
      return "*";
    }
    StringJoiner parts = new StringJoiner(",");
    for (int value = field.min(); value <= field.max(); value++) {
      if ((bits >> value & 1) == 0) {
        continue;
      }
      int last = value;
      while (last < field.max() && (bits >> last + 1 & 1) != 0) {
        last++;
      }
      if (last - value > 1) {
        parts.add(value + "-" + last);
        value = last;
      } else {
        parts.add(Integer.toString(value));
      }
    }
    return bits == 0 ? "," : parts.toString();
  }
}
