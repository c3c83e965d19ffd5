package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.text.Reach;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says what a plain scalar means, by the core schema of YAML 1.2: {@code yes}, {@code on} and
 * {@code 12:30} are texts. What would lose something as a number is refused.
 */
final class Scalars {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern BASED = Pattern.compile("0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NO_NUMBER =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9].*");
  private static final int MAX_DIGITS = 100;

  private Scalars() {}

  /**
   * Returns the value.
   *
   * @throws IllegalArgumentException with a message, if it would not be kept as it was written
   */
  static JsonNode plain(String text) {
    if (NULLS.contains(text)) {
      return NullNode.getInstance();
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return BooleanNode.valueOf(TRUE.contains(text));
    }
    if (BASED.matcher(text).matches() && text.length() <= MAX_DIGITS) {
      return whole(new BigInteger(text.substring(2), text.charAt(1) == 'x' ? 16 : 8));
    }
    return FLOAT.matcher(text).matches() || NO_NUMBER.matcher(text).matches()
        ? number(text)
        : TextNode.valueOf(text);
  }

  private static JsonNode number(String text) {
    if (LEADING_ZERO.matcher(text).matches()) {
      throw new IllegalArgumentException(
          text + " would lose its leading zero as a number; put quotes around it");
    }
    if (NO_NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("JSON has no number " + text + "; put quotes around it");
    }
    if (text.length() > MAX_DIGITS) {
      throw new IllegalArgumentException(
          "a number has at most " + MAX_DIGITS + " digits; put quotes around it");
    }
    return INTEGER.matcher(text).matches() ? whole(new BigInteger(text)) : fraction(text);
  }

  private static JsonNode whole(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return IntNode.valueOf(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? LongNode.valueOf(value.longValue())
        : BigIntegerNode.valueOf(value);
  }

  private static JsonNode fraction(String text) {
    double near = Double.parseDouble(text);
    if (Reach.isInfinite(text) || Reach.isLost(text)) {
      throw new IllegalArgumentException(
          text + " is out of reach for a number; put quotes around it");
    }
    BigDecimal exact = new BigDecimal(text);
    return exact.compareTo(new BigDecimal(Double.toString(near))) == 0
        ? DoubleNode.valueOf(near)
        : DecimalNode.valueOf(exact);
  }
}
