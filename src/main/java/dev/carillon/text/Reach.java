package dev.carillon.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Refuses numbers with a point or an exponent that a double, and so an expression, comes nowhere
 * near. Whole numbers are let pass: they are kept exact.
 */
public final class Reach extends JsonParserDelegate {
  private static final int LONGEST_EXPONENT = 9;

  private final Predicate<String> refused;

  private Reach(JsonParser parser, Predicate<String> refused) {
    super(parser);
    this.refused = refused;
  }

  /** Refuses what would become infinite, and what would become 0 and is none. */
  public static JsonParser both(JsonParser parser) {
    return new Reach(parser, number -> isInfinite(number) || isLost(number));
  }

  /** Refuses what would become infinite. */
  public static JsonParser upper(JsonParser parser) {
    return new Reach(parser, Reach::isInfinite);
  }

  /**
   * Reads one token more.
   *
   * @throws OutOfReachException if it is a number that is refused
   */
  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT && refused.test(getText())) {
      throw new OutOfReachException(this, getText());
    }
    return token;
  }

  /** Tells whether a number would become infinite. */
  public static boolean isInfinite(String number) {
    return Double.isInfinite(Double.parseDouble(number));
  }

  /**
   * Tells whether a number would become 0 and is none, or has an exponent for which not even a
   * decimal number has room.
   */
  public static boolean isLost(String number) {
    String[] parts = number.split("[eE]");
    return Double.parseDouble(number) == 0 && parts[0].matches(".*[1-9].*")
        || parts.length > 1 && parts[1].length() > LONGEST_EXPONENT;
  }
}
