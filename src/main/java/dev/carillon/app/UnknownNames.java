package dev.carillon.app;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds names that look like settings of ours and are none: most likely a slip of the pen. */
final class UnknownNames {
  private static final int FARTHEST = 4;

  private UnknownNames() {}

  /** Returns a sentence for each such name, with the one that was probably meant. */
  static List<String> among(Set<String> names) {
    Set<String> known =
        Stream.of(Setting.values()).flatMap(Setting::everyName).collect(Collectors.toSet());
    return names.stream()
        .filter(UnknownNames::looksLikeOurs)
        .filter(name -> !known.contains(name))
        .sorted()
        .map(name -> told(name, meant(name, known)))
        .toList();
  }

  private static boolean looksLikeOurs(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("CARILLON_")
        || upper.startsWith("QSTASH_")
        || Setting.REGIONS.stream().anyMatch(region -> upper.startsWith(region + "_QSTASH_"));
  }

  private static String told(String name, Optional<String> meant) {
    return name + " is no setting" + meant.map(m -> "; did you mean " + m + "?").orElse("");
  }

  private static Optional<String> meant(String name, Set<String> known) {
    String upper = name.toUpperCase(Locale.ROOT);
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(candidate -> distance(upper, candidate)))
        .filter(candidate -> distance(upper, candidate) <= FARTHEST);
  }

  /** Levenshtein's distance. */
  static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      int[] line = new int[other.length() + 1];
      line[0] = row;
      for (int column = 1; column <= other.length(); column++) {
        int change = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
        line[column] =
            Math.min(above[column - 1] + change, Math.min(above[column], line[column - 1]) + 1);
      }
      above = line;
    }
    return above[other.length()];
  }
}
