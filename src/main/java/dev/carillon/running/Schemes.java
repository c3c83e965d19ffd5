package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Holds data against JSON schemas. May be shared by threads. */
public interface Schemes {
  /**
   * Returns what of a value does not fit a schema, one sentence each; none if it fits. A few at the
   * most.
   *
   * @param schema was checked when its definition was saved
   * @throws ExpressionException if the value cannot be held against it, since that takes more than it
   *     may; nothing is said of the value then
   */
  List<String> misfits(JsonNode schema, JsonNode value);
}
