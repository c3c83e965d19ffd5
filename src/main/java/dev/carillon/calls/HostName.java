package dev.carillon.calls;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one spelling of a host's name: ASCII, lower case, no dot at the end. Every spelling that some
 * reader would take for another host, or for an address, is refused here, so that nothing after
 * this has to guess.
 */
final class HostName {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
  private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");
  private static final int LONGEST = 253;

  private HostName() {}

  /**
   * Turns a spelling into the one that is used, or into nothing if it is no name.
   *
   * <p>International names become their ASCII form (RFC 3490; that also folds fullwidth digits and
   * dots). Underscores pass, as container names have them. A name whose last label is a number is
   * none, unless it is an IPv4 address in plain decimal: other readers take {@code 0177.0.0.1},
   * {@code 0x7f.1} and {@code 2130706433} for addresses (WHATWG URL, "ends in a number").
   */
  static Optional<String> canonical(String spelling) {
    return ascii(spelling).map(HostName::withoutDot).filter(HostName::isSound);
  }

  private static Optional<String> ascii(String spelling) {
    if (spelling.chars().allMatch(c -> c < 0x80)) {
      return Optional.of(spelling.toLowerCase(Locale.ROOT));
    }
    try {
      return Optional.of(IDN.toASCII(spelling).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  private static String withoutDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean isSound(String name) {
    String[] labels = name.split("\\.", -1);
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    boolean numeric = NUMBER.matcher(labels[labels.length - 1]).matches();
    return name.length() <= LONGEST && (!numeric || IpLiteral.parse(name).isPresent());
  }
}
