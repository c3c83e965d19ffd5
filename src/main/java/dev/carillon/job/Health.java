package dev.carillon.job;

/**
 * Whether something could work now.
 *
 * @param isOk whether it could
 * @param reason why not, for the log; empty if it could
 */
public record Health(boolean isOk, String reason) {
  /** It could work. */
  public static final Health OK = new Health(true, "");

  /** Returns that it could not, and why. */
  public static Health failing(String reason) {
    return new Health(false, reason);
  }
}
