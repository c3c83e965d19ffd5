package dev.carillon.qstash;

import dev.carillon.cron.Cron;
import dev.carillon.cron.InvalidCronException;
import java.time.ZoneId;
import java.util.Set;

/**
 * A cron as QStash holds it, taken apart.
 *
 * @param fields in the one spelling that equal ones share; as it stands if it cannot be read
 * @param zone its name; UTC where none is given
 */
record CronText(String fields, String zone) {
  static final String UTC = "UTC";

  private static final Set<String> OTHER_NAMES_OF_UTC =
      Set.of("Z", "Etc/UTC", "Etc/UCT", "UCT", "Etc/Universal", "Universal", "Etc/Zulu", "Zulu");

  static CronText of(String text) {
    try {
      Cron cron = Cron.parse(text);
      return new CronText(cron.canonical(), cron.zone().map(CronText::zone).orElse(UTC));
    } catch (InvalidCronException unreadable) {
      return new CronText(text, "");
    }
  }

  static String zone(ZoneId zone) {
    return OTHER_NAMES_OF_UTC.contains(zone.getId()) ? UTC : zone.getId();
  }
}
