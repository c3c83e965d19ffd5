package dev.carillon.workflow;

import java.util.regex.Pattern;

/**
 * Names a secret, as {@code use.secrets} and <code>$secrets.name</code> do; two names that differ in
 * case are two secrets.
 *
 * @param value 1 to 100 letters, digits, {@code _}, {@code -} and dots, the first no hyphen or dot
 */
public record SecretName(String value) implements Comparable<SecretName> {
  /** What a name is, in words. */
  public static final String SHAPE_IN_WORDS =
      "a secret's name has 1 to 100 letters, digits, _, - and dots, and begins with no - or dot";

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

  /** Refuses what could not be named in a definition. */
  public SecretName {
    if (!isName(value)) {
      throw new IllegalArgumentException(SHAPE_IN_WORDS);
    }
  }

  /** Tells whether a text is a name. */
  public static boolean isName(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public int compareTo(SecretName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
