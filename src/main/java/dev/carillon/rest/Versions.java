package dev.carillon.rest;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Semantic versions, as far as a suggestion needs them. */
final class Versions {
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

  private Versions() {}

  /** Returns the next patch version; of a pre-release, too, the number is raised. */
  static String nextPatch(String version) {
    Matcher parts = NUMBERS.matcher(version);
    return parts.matches() && parts.group(3).length() < 10
        ? parts.group(1) + "." + parts.group(2) + "." + (Long.parseLong(parts.group(3)) + 1)
        : version;
  }

  /** Returns the first patch version after one that is not taken; empty if it has no such numbers. */
  static Optional<String> free(String version, Set<String> taken) {
    String last = version;
    String next = nextPatch(version);
    while (taken.contains(next) && !next.equals(last)) {
      last = next;
      next = nextPatch(next);
    }
    return next.equals(last) ? Optional.empty() : Optional.of(next);
  }
}
