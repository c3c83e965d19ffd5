package dev.carillon.language;

import com.fasterxml.jackson.databind.node.DoubleNode;
import java.lang.reflect.Field;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.internal.JsonQueryFunction;

/**
 * The functions that an expression may call: those of jackson-jq and those of jq 1.7
 * that it leaves out, each under guard. There is none
 * that reads the environment, a file or another input.
 */
final class Builtins {
  static final Version VERSION = Versions.JQ_1_7;

  private static final Set<String> LEFT_OUT = Set.of("debug_scope/0", "input_line_number/0");
  private static final Map<String, Watch> COSTLY = Map.of(
      "setpath/2", Watch.FILLED,
      "delpaths/1", Watch.PRODUCT,
      "contains/1", Watch.PRODUCT,
      "index/1", Watch.PRODUCT,
      "rindex/1", Watch.PRODUCT,
      "indices/1", Watch.PRODUCT);

  private final Scope scope = Scope.newEmptyScope();
  private final Map<String, Function> functions = new TreeMap<>();

  Builtins(Clock clock) {
    functions.putAll(BuiltinFunctionLoader.getInstance()
        .listFunctions(Builtins.class.getClassLoader(), VERSION, scope));
    functions.keySet().removeAll(LEFT_OUT);
    functions.replaceAll((name, it) ->
        RoundedFunction.ROUNDING.contains(name) || RoundedFunction.RECKONING.contains(name)
            ? new RoundedFunction(it, RoundedFunction.ROUNDING.contains(name))
            : it);
    functions.putAll(DefinedFunctions.in(scope));
    functions.putAll(TextFunctions.all());
    functions.putAll(TimeFunctions.all());
    functions.put("error/0", new ErrorFunction());
    functions.put("error/1", new ErrorFunction());
    functions.put("_match_impl/3", new MatchFunction());
    functions.put("_sub_impl/3", new ReplaceFunction());
    functions.put(
        "now/0",
        (at, args, in, path, output, version) ->
            output.emit(DoubleNode.valueOf(clock.millis() / 1000.0), null));
    functions.forEach((name, function) -> scope.addFunction(name, guarded(name, function)));
  }

  /** Returns a new scope in which all of them are known. */
  Scope newScope() {
    return Scope.newChildScope(scope);
  }

  /** Returns the names of all, with the number of their arguments: {@code range/2}. */
  static Set<String> allNames() {
    return new Builtins(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).functions.keySet();
  }

  private static Function guarded(String name, Function function) {
    if (function instanceof JsonQueryFunction) {
      for (Field field : ExpressionTree.fields(function)) {
        if (ExpressionTree.get(function, field) instanceof Expression body) {
          ExpressionTree.set(function, field, Guarding.guard(body));
        }
      }
      return function;
    }
    return new GuardedFunction(function, COSTLY.getOrDefault(name, Watch.TIME));
  }
}
