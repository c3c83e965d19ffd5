package dev.carillon.access;

/** Thrown when somebody who signs in is not let in; nothing of what they sent is in it. */
public abstract sealed class SignInException extends RuntimeException
    permits SignInRefusedException, TooManySignInsException {
  private static final long serialVersionUID = 1L;

  SignInException(String message) {
    super(message);
  }
}
