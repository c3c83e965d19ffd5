package dev.carillon.boot;

/** Thrown when the server cannot listen where it is told to; its message says what to set. */
final class DoorClosedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DoorClosedException(String what, Throwable why) {
    super(what, why);
  }
}
