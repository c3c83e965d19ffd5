package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.run.Visit;
import java.util.Optional;

/**
 * Where a loop is. Immutable.
 *
 * @param items what it goes over
 * @param round from 0
 * @param value what the round is handed: what the round before gave
 */
record Rounds(JsonNode items, int round, JsonNode value) {
  /** Returns the first round over a collection. */
  static Rounds over(JsonNode items, Visit begun) {
    if (!items.isArray()) {
      throw new ExpressionException(
          "\"for.in\" must yield an array, and it yields " + items.getNodeType());
    }
    return new Rounds(items, 0, begun.input());
  }

  /** Returns the round that the journal tells. */
  static Rounds resumed(Visit loop) {
    JsonNode progress = loop.progress().orElseThrow();
    return new Rounds(
        loop.items().orElseThrow(), progress.get("round").intValue(), progress.get("value"));
  }

  Rounds after(JsonNode output) {
    return new Rounds(items, round + 1, output);
  }

  boolean hasNext() {
    return round < items.size();
  }

  JsonNode item() {
    return items.get(round);
  }

  JsonNode index() {
    return IntNode.valueOf(round);
  }

  JsonNode progress() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("round", round);
    json.set("value", value);
    return json;
  }

  /** Returns the loop's visit, which tells this. */
  Visit in(Visit begun) {
    return Visits.of(begun)
        .items(Optional.of(items))
        .progress(Optional.of(progress()))
        .visit();
  }
}
