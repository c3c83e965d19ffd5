package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;

/**
 * An operator that refuses to make a value that would be too large, before it makes it, and that
 * keeps whole numbers exact where the library's own would wrap around.
 */
record GuardedOperator(BinaryOperator inner) implements BinaryOperator {
  @Override
  public JsonNode apply(ObjectMapper mapper, JsonNode left, JsonNode right)
      throws JsonQueryException {
    // Null stands for a path that is not there yet: jq has its own answer for that.
    if (left == null || right == null) {
      return inner.apply(mapper, left, right);
    }
    Budget budget = Budget.current();
    budget.tick();
    if (left.isIntegralNumber() && right.isIntegralNumber()) {
      var exact = WholeNumbers.apply(image(), left, right);
      return exact.isPresent() ? exact.get() : inner.apply(mapper, left, right);
    }
    refuseTooMuch(left, right, budget);
    return inner.apply(mapper, left, right);
  }

  private void refuseTooMuch(JsonNode left, JsonNode right, Budget budget) {
    switch (image()) {
      case "+" -> budget.admit((long) budget.admit(left) + budget.admit(right));
      case "*" -> budget.admit(Math.max(repeated(left, right), repeated(right, left)));
      case "-" -> budget.work((long) left.size() * right.size());
      default -> {
        // Comparisons make nothing, and quotients are smaller than what they were made of.
      }
    }
  }

  private static long repeated(JsonNode text, JsonNode times) {
    return text.isTextual() && times.isNumber()
        ? (long) (text.textValue().length() * Math.min(times.doubleValue(), Integer.MAX_VALUE))
        : 0;
  }

  @Override
  public String image() {
    return inner.image();
  }
}
