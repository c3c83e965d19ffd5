package dev.carillon.access;

/**
 * A session that was just begun, together with its secret, which is known only here and now.
 *
 * @param secret what the browser has to show from now on
 * @param session what is kept of it
 */
public record NewSession(String secret, Session session) {
  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "NewSession[" + session.caller() + "]";
  }
}
