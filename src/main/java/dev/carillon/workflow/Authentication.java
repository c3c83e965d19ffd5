package dev.carillon.workflow;

/** Who an HTTP call says that it is. */
public sealed interface Authentication {
  /**
   * A name and a password (RFC 7617).
   *
   * @param username a text or an expression
   * @param password a text or an expression
   */
  record Basic(Template username, Template password) implements Authentication {}

  /**
   * A token (RFC 6750).
   *
   * @param token a text or an expression
   */
  record Bearer(Template token) implements Authentication {}
}
