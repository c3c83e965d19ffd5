package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * A function about numbers whose whole results are whole: jackson-jq's {@code 1.5 | floor} is 1.0, and
 * in a text too.
 *
 * @param leavesWhole whether it yields a whole number as it came, however large
 */
record RoundedFunction(Function inner, boolean leavesWhole) implements Function {
  /** What only rounds. */
  static final Set<String> ROUNDING = Set.of("floor/0", "ceil/0", "round/0");

  /** What may yield a whole number. */
  static final Set<String> RECKONING = Set.of(
      "sqrt/0", "cbrt/0", "exp/0", "exp2/0", "exp10/0", "log/0", "log2/0", "log10/0", "expm1/0");

  private static final double EXACT = 1L << 53;

  @Override
  public void apply(
      Scope scope,
      List<Expression> args,
      JsonNode in,
      Path path,
      PathOutput output,
      Version version)
      throws JsonQueryException {
    if (leavesWhole && in.isIntegralNumber()) {
      output.emit(in, null);
      return;
    }
    inner.apply(scope, args, in, path, (value, at) -> output.emit(whole(value), at), version);
  }

  /** Returns it as a parser would make it: nodes of two kinds are never equal. */
  static JsonNode number(long whole) {
    return whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
  }

  private static JsonNode whole(JsonNode value) {
    double number = value.doubleValue();
    boolean whole = value.isDouble() && number == Math.rint(number) && Math.abs(number) <= EXACT;
    return whole ? number((long) number) : value;
  }
}
