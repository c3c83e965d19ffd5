package dev.carillon.text;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;

/** Thrown when JSON holds a number that a double does not. The message says what to do. */
public final class OutOfReachException extends JsonParseException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 40;

  private final String number;

  OutOfReachException(JsonParser parser, String number) {
    super(
        parser,
        shown(number) + " is out of reach for a number; put double quotes around it",
        parser.currentTokenLocation());
    this.number = shown(number);
  }

  /** Returns it as it is written, cut where it is long. */
  public String number() {
    return number;
  }

  private static String shown(String number) {
    return number.length() > SHOWN ? number.substring(0, SHOWN) + "…" : number;
  }
}
