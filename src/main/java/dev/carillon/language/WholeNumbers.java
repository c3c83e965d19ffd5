package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What the library reckons in floating point or lets wrap around: sums, differences, products, whole
 * quotients and comparisons of whole numbers that do not fit 32 bits.
 */
final class WholeNumbers {
  private WholeNumbers() {}

  /** Returns the exact result, or empty if the library's own arithmetic is exact. */
  static Optional<JsonNode> apply(String image, JsonNode left, JsonNode right) {
    if (left.isInt() && right.isInt()) {
      return Optional.empty();
    }
    return switch (image) {
      case "+" -> exact(left.bigIntegerValue().add(right.bigIntegerValue()));
      case "-" -> exact(left.bigIntegerValue().subtract(right.bigIntegerValue()));
      case "*" -> exact(left.bigIntegerValue().multiply(right.bigIntegerValue()));
      case "/" -> quotient(left.bigIntegerValue(), right.bigIntegerValue());
      case "==" -> whether(compared(left, right) == 0);
      case "!=" -> whether(compared(left, right) != 0);
      case "<" -> whether(compared(left, right) < 0);
      case "<=" -> whether(compared(left, right) <= 0);
      case ">" -> whether(compared(left, right) > 0);
      case ">=" -> whether(compared(left, right) >= 0);
      default -> Optional.empty();
    };
  }

  private static int compared(JsonNode left, JsonNode right) {
    return left.bigIntegerValue().compareTo(right.bigIntegerValue());
  }

  private static Optional<JsonNode> whether(boolean holds) {
    return Optional.of(BooleanNode.valueOf(holds));
  }

  /** One that is no whole number is not exact in any case. */
  private static Optional<JsonNode> quotient(BigInteger left, BigInteger right) {
    if (right.signum() == 0) {
      return Optional.empty();
    }
    BigInteger[] parts = left.divideAndRemainder(right);
    return parts[1].signum() != 0
        ? Optional.empty()
        : Optional.of(
            parts[0].bitLength() < Long.SIZE
                ? LongNode.valueOf(parts[0].longValue())
                : BigIntegerNode.valueOf(parts[0]));
  }

  private static Optional<JsonNode> exact(BigInteger value) {
    Budget.current().admitBits(value.bitLength());
    return value.bitLength() < Long.SIZE
        ? Optional.empty()
        : Optional.of(BigIntegerNode.valueOf(value));
  }
}
