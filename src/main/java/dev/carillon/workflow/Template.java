package dev.carillon.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A JSON value in which each text of the form <code>${ … }</code> stands for the value of that jq
 * expression (strict mode of Open Workflow Specification DSL 1.0.3, "Runtime expressions").
 *
 * @param json never changed after it was given here
 */
public record Template(JsonNode json) {
  /** Returns the template that is one text. */
  public static Template of(String text) {
    return new Template(TextNode.valueOf(text));
  }

  /** Tells whether the text is wholly an expression. */
  public static boolean isExpression(String text) {
    String bare = text.strip();
    return bare.startsWith("${") && bare.endsWith("}");
  }

  @Override
  public String toString() {
    return json.isTextual() ? json.textValue() : json.toString();
  }
}
