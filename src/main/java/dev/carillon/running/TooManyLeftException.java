package dev.carillon.running;

/**
 * Thrown when somebody else's code is not called, because so many calls of it go on that were to
 * end: each holds a thread, and nobody can take it away.
 */
final class TooManyLeftException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyLeftException(int many) {
    super(many + " calls of it were stopped and do not heed it; mend it so that it ends when it is"
        + " interrupted, and restart the server");
  }
}
