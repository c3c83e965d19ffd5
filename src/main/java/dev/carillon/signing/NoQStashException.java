package dev.carillon.signing;

/** Thrown when QStash would have to be asked, and there is no token or no key to do so. */
public final class NoQStashException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is missing. */
  public NoQStashException() {
    super("QStash is not set up here: set QSTASH_TOKEN and both signing keys");
  }
}
