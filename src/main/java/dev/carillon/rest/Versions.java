package dev.carillon.rest;

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
}
