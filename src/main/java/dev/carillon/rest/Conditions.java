package dev.carillon.rest;

import dev.carillon.authoring.Basis;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what a request says about the version that it goes out from. */
final class Conditions {
  // A proxy that compresses makes a tag weak; it is the same version all the same.
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");
  private static final Pattern TAGS =
      Pattern.compile("\\s*" + TAG + "\\s*(?:,\\s*" + TAG + "\\s*)*+");

  private Conditions() {}

  /**
   * Returns what has to be there.
   *
   * @param seen each {@code If-Match}
   * @param unseen each {@code If-None-Match}
   */
  static Basis basis(List<String> seen, List<String> unseen) {
    return read("If-Match", seen, Basis.ANY_VERSION, Basis::oneOf)
        .and(read("If-None-Match", unseen, Basis.NOTHING, Basis::noneOf));
  }

  private static Basis read(
      String name, List<String> lines, Basis any, Function<Set<String>, Basis> some) {
    if (lines.isEmpty()) {
      return Basis.WHATEVER;
    }
    String text = String.join(",", lines);
    if (text.strip().equals("*")) {
      return any;
    }
    if (!TAGS.matcher(text).matches()) {
      throw new InvalidParameterException(
          name, name + " is * or \"<version>\", or several of those with commas between them");
    }
    return some.apply(TAG.matcher(text)
        .results()
        .map((MatchResult it) -> it.group(1))
        .collect(Collectors.toSet()));
  }
}
