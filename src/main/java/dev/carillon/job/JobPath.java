package dev.carillon.job;

import java.util.regex.Pattern;

/**
 * A path below the context path at which a job answers.
 *
 * @param value begins with a slash and does not end with one; its parts are letters, digits, hyphens,
 *     dots, underscores and tildes, and none is a dot or two
 */
public record JobPath(String value) {
  private static final int LONGEST = 200;
  private static final Pattern SHAPE = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+");

  /** Refuses what could be read in more than one way. */
  public JobPath {
    if (value.length() > LONGEST || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("it is no path like /api/jobs/nightly-report");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
