package dev.carillon.doctor;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How old the time zone data of this Java is: zones change their rules some times a year. */
final class TimeZonesCheck implements Check {
  private static final Pattern VERSION = Pattern.compile("(\\d{4})[a-z]+");
  private static final int OLD_YEARS = 2;

  private final Supplier<String> version;
  private final Clock clock;

  TimeZonesCheck(Supplier<String> version, Clock clock) {
    this.version = version;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.TIME_ZONES;
  }

  @Override
  public Finding examine() {
    String data = version.get();
    Matcher read = VERSION.matcher(data);
    int now = clock.instant().atZone(ZoneOffset.UTC).getYear();
    Finding finding = read.matches() && now - Integer.parseInt(read.group(1)) >= OLD_YEARS
        ? Finding.warning(
                "The time zone data is of version %s; zones may have changed their rules since.",
                "Данные о часовых поясах версии %s; с тех пор правила поясов могли измениться.",
                data)
            .remedy(
                "Update the JDK, or its time zone data with Oracle's tzupdater.",
                "Обновите JDK или его данные о поясах (tzupdater от Oracle).")
        : Finding.ok(
            "The time zone data is of version %s.", "Данные о часовых поясах версии %s.", data);
    return finding.fact("version", data).fact("java", Runtime.version());
  }
}
