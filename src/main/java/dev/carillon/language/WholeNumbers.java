package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import java.math.BigInteger;
import java.util.Optional;

/** Sums, differences and products of whole numbers that do not fit 64 bits. */
final class WholeNumbers {
  private static final int MAX_BITS = 4096;

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
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> exact(BigInteger value) {
    if (value.bitLength() > MAX_BITS) {
      throw new LimitExceededException("it makes a number of more than " + MAX_BITS + " bits");
    }
    return value.bitLength() < Long.SIZE
        ? Optional.empty()
        : Optional.of(BigIntegerNode.valueOf(value));
  }
}
