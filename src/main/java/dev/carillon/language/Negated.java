package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import java.math.BigInteger;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.misc.JsonNodeUtils;
import net.thisptr.jackson.jq.path.Path;

/** A minus before a value, which keeps whole numbers exact where the library's own reckons in double. */
record Negated(Expression value) implements Expression {
  @Override
  public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
      throws JsonQueryException {
    value.apply(scope, in, it -> output.emit(negated(it), null));
  }

  private static JsonNode negated(JsonNode value) throws JsonQueryException {
    if (!value.isNumber()) {
      throw new JsonQueryException(TextFunctions.kind(value) + " cannot be negated");
    }
    if (!value.isIntegralNumber()) {
      return JsonNodeUtils.asNumericNode(-value.asDouble());
    }
    BigInteger negated = value.bigIntegerValue().negate();
    return negated.bitLength() < Long.SIZE
        ? RoundedFunction.number(negated.longValue())
        : BigIntegerNode.valueOf(negated);
  }
}
