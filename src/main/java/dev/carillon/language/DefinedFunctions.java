package dev.carillon.language;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.JsonQueryFunction;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;

/** Functions of jq 1.7 that jackson-jq leaves out and that can be said in jq; as the manual has them. */
final class DefinedFunctions {
  private record Definition(String name, List<String> parameters, String body) {}

  private static final List<Definition> ALL = List.of(
      of(
          "abs",
          "if type != \"number\" then error(\"abs wants a number\") elif . < 0 then -. else . end"),
      of("fabs", "abs"),
      of("trunc", "if . < 0 then ceil else floor end"),
      of("toarray", "if type == \"array\" then . else [.] end"),
      of("add", "reduce f as $x (null; . + $x)", "f"),
      of("skip", "foreach f as $x (n; . - 1; if . < 0 then $x else empty end)", "n", "f"),
      of("repeat", "def _repeat: ., (f | _repeat); _repeat", "f"),
      of("IN", "any(s == .; .)", "s"),
      of("IN", "any(src == s; .)", "src", "s"),
      of("INDEX", "INDEX(.[]; f)", "f"),
      of("INDEX", "[s | {key: (f | tostring), value: .}] | from_entries", "s", "f"),
      of(
          "tostream",
          "path(def r: (.[]? | r), .; r) as $p | getpath($p)"
              + " | reduce path(.[]?) as $q ([$p, .]; [$p + $q])"),
      of(
          "fromstream",
          "{x: null, e: false} as $init | foreach f as $i ($init;"
              + " if .e then $init else . end"
              + " | if $i | length == 2"
              + " then setpath([\"e\"]; $i[0] | length == 0) | setpath([\"x\"] + $i[0]; $i[1])"
              + " else setpath([\"e\"]; $i[0] | length == 1) end;"
              + " if .e then .x else empty end)",
          "f"),
      of(
          "truncate_stream",
          ". as $n | null | s | . as $input"
              + " | if (.[0] | length) > $n then setpath([0]; .[0][$n:]) else empty end",
          "s"),
      of("todate", "strftime(\"%Y-%m-%dT%H:%M:%SZ\")"),
      of("fromdate", "fromdateiso8601"),
      of("date", "todate"),
      of("dateadd", ". + n", "u", "n"),
      of("datesub", ". - n", "u", "n"));

  private DefinedFunctions() {}

  private static Definition of(String name, String body, String... parameters) {
    return new Definition(name, List.of(parameters), body);
  }

  /** Returns them by their names with the number of arguments; they call what the scope knows. */
  static Map<String, Function> in(Scope scope) {
    Map<String, Function> functions = new TreeMap<>();
    ALL.forEach(it -> functions.put(it.name() + "/" + it.parameters().size(), function(it, scope)));
    return functions;
  }

  private static Function function(Definition definition, Scope scope) {
    try {
      return new JsonQueryFunction(
          definition.name(),
          definition.parameters(),
          ExpressionParser.compile(definition.body(), Builtins.VERSION),
          scope);
    } catch (JsonQueryException impossible) {
      throw new IllegalStateException(definition.name(), impossible);
    }
  }
}
