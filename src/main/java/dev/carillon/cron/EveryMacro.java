package dev.carillon.cron;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code @every 1h30m} of robfig/cron: an interval from the start of a process, not a cron. */
final class EveryMacro {
  private static final Pattern DURATION = Pattern.compile("@every\\s+((?:\\d{1,6}[hms])+)");
  private static final Pattern PART = Pattern.compile("(\\d+)([hms])");
  private static final Map<String, Integer> SECONDS = Map.of("h", 3600, "m", 60, "s", 1);
  private static final long DAY = 24 * 60;

  private EveryMacro() {}

  /** Returns five fields that come as often, if the interval divides an hour or a day evenly; each minute for a shorter interval. */
  static Optional<String> fields(String macro) {
    Matcher duration = DURATION.matcher(macro);
    if (!duration.matches()) {
      return Optional.empty();
    }
    long seconds = 0;
    Matcher part = PART.matcher(duration.group(1));
    while (part.find()) {
      seconds += Long.parseLong(part.group(1)) * SECONDS.get(part.group(2));
    }
    if (seconds > 0 && seconds < 60) {
      return Optional.of("* * * * *");
    }
    return seconds % 60 == 0 ? ofMinutes(seconds / 60) : Optional.empty();
  }

  private static Optional<String> ofMinutes(long minutes) {
    if (minutes < 1 || DAY % minutes != 0 || minutes > 60 && minutes % 60 != 0) {
      return Optional.empty();
    }
    if (minutes < 60) {
      return 60 % minutes != 0
          ? Optional.empty()
          : Optional.of(minutes == 1 ? "* * * * *" : "*/" + minutes + " * * * *");
    }
    long hours = minutes / 60;
    if (hours == 24) {
      return Optional.of("0 0 * * *");
    }
    return Optional.of(hours == 1 ? "0 * * * *" : "0 */" + hours + " * * *");
  }
}
