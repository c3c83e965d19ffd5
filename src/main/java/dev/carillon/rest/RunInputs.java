package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.running.Runs;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reads what runs are given. What no task of theirs could hand on is refused at the door. */
final class RunInputs {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonBodies bodies;
  private final int levels;

  RunInputs(JsonBodies bodies, Runs running) {
    this.bodies = bodies;
    this.levels = running.levels();
  }

  /** @param level of a list or an object: 1 for the outermost */
  private record Part(JsonNode node, int level) {}

  /**
   * Returns what a body holds, an empty object if there is no body.
   *
   * @throws InvalidBodyException if it is no JSON, or nested too deep
   */
  JsonNode read(byte[] body) {
    return bodies.any(body).map(this::admitted).orElseGet(JSON::objectNode);
  }

  /**
   * Returns it.
   *
   * @throws InvalidBodyException if it is nested too deep
   */
  JsonNode admitted(JsonNode input) {
    Deque<Part> parts = new ArrayDeque<>();
    parts.push(new Part(input, 1));
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      if (part.node().isContainerNode() && part.level() > levels) {
        throw new InvalidBodyException(
            "the input of the run is nested deeper than the " + levels + " levels that"
                + " CARILLON_MAX_LEVELS allows; make it flatter, or hand a part of it over as a text",
            1,
            1);
      }
      part.node().forEach(inner -> parts.push(new Part(inner, part.level() + 1)));
    }
    return input;
  }
}
