package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What an expression can see. Immutable.
 *
 * @param dot the value of {@code .}
 * @param variables by name, without the dollar sign
 * @param steps yields the newest outputs of the tasks of these names, for {@code $steps}; asked only
 *     if an expression names one
 * @param secrets yields the secrets of these names, for {@code $secrets}; asked only if an expression
 *     names one
 */
public record Scope(
    JsonNode dot,
    Map<String, JsonNode> variables,
    Function<Set<String>, Map<String, JsonNode>> steps,
    Function<Set<String>, Map<String, JsonNode>> secrets) {
  /** Returns the same scope around another value of {@code .}. */
  public Scope on(JsonNode value) {
    return new Scope(value, variables, steps, secrets);
  }

  /** Returns the scope with one variable more. */
  public Scope with(String name, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(variables);
    more.put(name, value);
    return new Scope(dot, Map.copyOf(more), steps, secrets);
  }

  /** Returns the scope with these variables more. */
  public Scope with(Map<String, JsonNode> others) {
    Map<String, JsonNode> more = new LinkedHashMap<>(variables);
    more.putAll(others);
    return new Scope(dot, Map.copyOf(more), steps, secrets);
  }

  /** Returns the scope in which secrets can be seen. */
  public Scope revealing(Function<Set<String>, Map<String, JsonNode>> known) {
    return new Scope(dot, variables, steps, known);
  }
}
