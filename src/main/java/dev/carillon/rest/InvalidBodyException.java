package dev.carillon.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.carillon.text.JsonFaults;
import dev.carillon.text.OutOfReachException;
import java.nio.charset.StandardCharsets;

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

  /** Says it in our own words, with its place if the parser told one. */
  static InvalidBodyException of(JsonProcessingException wrong, byte[] body) {
    JsonLocation place = wrong.getLocation();
    boolean tooMuch =
        wrong instanceof StreamConstraintsException || wrong instanceof OutOfReachException;
    return new InvalidBodyException(
        message(wrong),
        place == null ? 0 : place.getLineNr(),
        place == null ? 0 : column(place, body),
        tooMuch);
  }

  private static String message(JsonProcessingException wrong) {
    if (wrong instanceof OutOfReachException) {
      return wrong.getOriginalMessage();
    }
    return wrong instanceof StreamConstraintsException
        ? "the body has more levels, longer numbers or longer names than are read; make it"
            + " flatter, or hand a part of it over as a text"
        : "the body is no JSON: " + JsonFaults.told(wrong);
  }

  /** The parser counts bytes. */
  private static int column(JsonLocation place, byte[] body) {
    int bytes = place.getColumnNr() - 1;
    int end = (int) place.getByteOffset();
    if (bytes < 0 || end < bytes || end > body.length) {
      return place.getColumnNr();
    }
    String before = new String(body, end - bytes, bytes, StandardCharsets.UTF_8);
    return before.codePointCount(0, before.length()) + 1;
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
