package dev.carillon.access;

/**
 * Thrown when somebody signs in with a code or a token that is not good: unknown, used, expired or
 * mistyped. Which of these it was is not told.
 */
public final class SignInRefusedException extends SignInException {
  private static final long serialVersionUID = 1L;

  /** Says no more than that it did not work. */
  public SignInRefusedException() {
    super("the sign-in code or token is not valid (any more)");
  }
}
