package dev.carillon.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/** Thrown when a body is not what the route takes. */
final class InvalidBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final boolean tooMuch;

  InvalidBodyException(String message, int line, int column) {
    this(message, line, column, false);
  }

  private InvalidBodyException(String message, int line, int column, boolean tooMuch) {
    super(message);
    this.line = line;
    this.column = column;
    this.tooMuch = tooMuch;
  }

  static InvalidBodyException of(JsonProcessingException wrong) {
    var place = wrong.getLocation();
    boolean tooMuch = wrong instanceof StreamConstraintsException;
    return new InvalidBodyException(
        tooMuch
            ? "the body has more levels, longer numbers or longer names than are read; make it"
                + " flatter, or hand a part of it over as a text"
            : "the body is no JSON: " + wrong.getOriginalMessage(),
        place == null ? 0 : place.getLineNr(),
        place == null ? 0 : place.getColumnNr(),
        tooMuch);
  }

  /** Tells whether it may well be JSON, but is more than is read. */
  boolean isTooMuch() {
    return tooMuch;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }
}
