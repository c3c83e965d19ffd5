package dev.carillon.rest;

/** Thrown when a signed message says nothing that could be done, however often it comes. */
final class RefusedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedMessageException(String message) {
    super(message);
  }
}
