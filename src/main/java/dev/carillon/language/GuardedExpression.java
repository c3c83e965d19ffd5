package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/** A part of an expression that heeds the thread's {@link Budget}, and else is what it was. */
record GuardedExpression(Expression inner, Watch watch) implements Expression {
  @Override
  public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
      throws JsonQueryException {
    Budget budget = Budget.current();
    budget.tick();
    inner.apply(scope, in, path, watch.around(output, in, budget), requirePath);
  }

  @Override
  public String toString() {
    return inner.toString();
  }
}
