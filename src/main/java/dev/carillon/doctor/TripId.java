package dev.carillon.doctor;

import java.util.regex.Pattern;

/**
 * Names a test message. Nobody can guess one, though it would help nobody: what comes back is signed.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record TripId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  /** Refuses what no trip is called. */
  public TripId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a trip's id is 32 hexadecimal digits");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
