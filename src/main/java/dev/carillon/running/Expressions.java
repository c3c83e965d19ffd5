package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.workflow.Template;

/** Evaluates the language's expressions. May be shared by threads. */
public interface Expressions {
  /**
   * Returns the template's value: each expression in it is replaced by what it yields. One that
   * yields nothing becomes null; of several values the first counts.
   *
   * @throws ExpressionException if an expression fails, or takes more time or room than it may
   */
  JsonNode evaluate(Template template, Scope scope);

  /** Tells whether the template's value is neither null nor false. */
  default boolean holds(Template condition, Scope scope) {
    JsonNode value = evaluate(condition, scope);
    return !value.isNull() && !value.isMissingNode() && !(value.isBoolean() && !value.asBoolean());
  }
}
