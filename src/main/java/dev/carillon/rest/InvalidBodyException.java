package dev.carillon.rest;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Thrown when a body is not what the route takes. */
final class InvalidBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  InvalidBodyException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  static InvalidBodyException of(JsonProcessingException wrong) {
    var place = wrong.getLocation();
    return new InvalidBodyException(
        "the body is no JSON: " + wrong.getOriginalMessage(),
        place == null ? 0 : place.getLineNr(),
        place == null ? 0 : place.getColumnNr());
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }
}
