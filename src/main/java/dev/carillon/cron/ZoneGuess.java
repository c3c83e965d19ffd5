package dev.carillon.cron;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses which zone was meant by a name that is none. */
final class ZoneGuess {
  private static final int LONGEST = 40;

  private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
      Map.entry("PST", "America/Los_Angeles"),
      Map.entry("PDT", "America/Los_Angeles"),
      Map.entry("MDT", "America/Denver"),
      Map.entry("CST", "America/Chicago"),
      Map.entry("CDT", "America/Chicago"),
      Map.entry("EDT", "America/New_York"),
      Map.entry("BST", "Europe/London"),
      Map.entry("CEST", "Europe/Berlin"),
      Map.entry("EEST", "Europe/Kyiv"),
      Map.entry("MSK", "Europe/Moscow"),
      Map.entry("IST", "Asia/Kolkata"),
      Map.entry("JST", "Asia/Tokyo"),
      Map.entry("KST", "Asia/Seoul"),
      Map.entry("SGT", "Asia/Singapore"),
      Map.entry("AEST", "Australia/Sydney"),
      Map.entry("Z", "UTC"));

  private static final Pattern OFFSET =
      Pattern.compile("(?:UTC|GMT)?([+-])(\\d{1,2})(?::?00)?", Pattern.CASE_INSENSITIVE);

  private ZoneGuess() {}

  static Optional<String> of(String name) {
    String plain = name.strip().replace(' ', '_');
    if (plain.isEmpty() || plain.length() > LONGEST) {
      return Optional.empty();
    }
    return byOffset(plain)
        .or(() -> byAbbreviation(plain))
        .or(() -> byCity(plain))
        .or(() -> Spelling.nearest(plain, Zones.names(), plain.length() < 6 ? 1 : 2))
        .or(() -> byNearCity(plain));
  }

  /** The zones with constant offsets carry the opposite sign: Etc/GMT-3 is three hours ahead. */
  private static Optional<String> byOffset(String name) {
    Matcher offset = OFFSET.matcher(name);
    if (!offset.matches()) {
      return Optional.empty();
    }
    int hours = Integer.parseInt(offset.group(2));
    String sign = offset.group(1).equals("+") ? "-" : "+";
    String zone = hours == 0 ? "UTC" : "Etc/GMT" + sign + hours;
    return Optional.of(zone).filter(Zones.names()::contains);
  }

  private static Optional<String> byAbbreviation(String name) {
    String zone = ABBREVIATIONS.get(name.toUpperCase(Locale.ROOT));
    return Optional.ofNullable(zone).filter(Zones.names()::contains);
  }

  /** Finds the zone that ends in that city, or in the city of a wrong area: Asia/Moscow. */
  private static Optional<String> byCity(String name) {
    Optional<String> same =
        Zones.names().stream().filter(zone -> zone.equalsIgnoreCase(name)).findFirst();
    return same.or(() -> Zones.names().stream()
        .filter(zone -> zone.contains("/") && cityOf(zone).equalsIgnoreCase(cityOf(name)))
        .findFirst());
  }

  private static Optional<String> byNearCity(String name) {
    if (name.contains("/") || name.length() < 5) {
      return Optional.empty();
    }
    return Zones.names().stream()
        .filter(zone -> zone.contains("/"))
        .filter(zone -> Spelling.nearest(name, List.of(cityOf(zone)), 1).isPresent())
        .findFirst();
  }

  private static String cityOf(String zone) {
    return zone.substring(zone.lastIndexOf('/') + 1);
  }
}
