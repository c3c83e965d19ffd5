package dev.carillon.cron;

import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Time zones by the names that QStash takes: those of the IANA database, as Go's {@code
 * LoadLocation} reads them on Linux, so in exactly that case. Offsets as {@code +03:00} are none of
 * them, nor is {@code Local}, which would mean another zone on every machine.
 */
public final class Zones {
  /** In the IANA database but missing in Java's before 23, there by the links that IANA has now. */
  private static final Map<String, String> LINKS = Map.of(
      "EST", "America/Panama",
      "MST", "America/Phoenix",
      "HST", "Pacific/Honolulu",
      "GMT+0", "GMT",
      "GMT-0", "GMT");

  private static final ZoneId UTC = ZoneId.of("UTC");

  private static final SortedSet<String> NAMES = allNames();

  private Zones() {}

  /**
   * Returns the zone of that name; UTC for an empty name.
   *
   * @throws UnknownZoneException if there is none
   */
  public static ZoneId parse(String name) {
    if (name.isEmpty() || name.equals("UTC")) {
      return UTC;
    }
    if (!NAMES.contains(name)) {
      throw new UnknownZoneException(name, whyNot(name), ZoneGuess.of(name).orElse(null));
    }
    return ZoneId.of(LINKS.getOrDefault(name, name));
  }

  /** Returns the names of all zones, sorted. */
  public static SortedSet<String> names() {
    return NAMES;
  }

  private static String whyNot(String name) {
    boolean path = name.contains("..") || name.startsWith("/") || name.contains("\\");
    return path ? "time: invalid location name" : "unknown time zone " + name;
  }

  private static SortedSet<String> allNames() {
    SortedSet<String> names = new TreeSet<>(ZoneRulesProvider.getAvailableZoneIds());
    names.removeIf(name -> name.startsWith("SystemV/"));
    names.addAll(LINKS.keySet());
    return Collections.unmodifiableSortedSet(names);
  }
}
