package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
          "\"for.in\" must yield an array, and it yields " + Kinds.told(items)
              + "; of \"in: ${ .a[] }\" only the first is taken, write \"${ .a }\", or"
              + " \"${ .a // [] }\" where it may be missing");
    }
    return new Rounds(items, 0, begun.input());
  }

  /** Returns the round that the journal tells; what it is handed stands in the round before. */
  static Rounds resumed(Visit loop) {
    JsonNode progress = loop.progress().orElseThrow();
    return new Rounds(loop.items().orElseThrow(), progress.get("round").intValue(), loop.input());
  }

  Rounds handed(JsonNode other) {
    return new Rounds(items, round, other);
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
    return JsonNodeFactory.instance.objectNode().put("round", round);
  }

  /** Returns the loop's visit, which tells this. */
  Visit in(Visit begun) {
    return Visits.of(begun)
        .items(Optional.of(items))
        .progress(Optional.of(progress()))
        .visit();
  }
}
