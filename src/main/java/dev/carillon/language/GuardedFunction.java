package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * A builtin written in Java that heeds the thread's {@link Budget}.
 *
 * @param arguments what is looked at in its arguments
 */
record GuardedFunction(Function inner, Watch arguments) implements Function {
  @Override
  public void apply(
      Scope scope,
      List<Expression> args,
      JsonNode in,
      Path path,
      PathOutput output,
      Version version)
      throws JsonQueryException {
    Budget budget = Budget.current();
    budget.tick();
    List<Expression> guarded = arguments == Watch.TIME
        ? args
        : args.stream()
            .<Expression>map(it -> new GuardedExpression(it, arguments))
            .toList();
    inner.apply(scope, guarded, in, path, Watch.VALUE.around(output, in, budget), version);
  }
}
