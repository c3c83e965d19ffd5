package dev.carillon.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * JSON schemas that data must fit, of a task or of the workflow.
 *
 * @param input of what comes in, before {@code input.from}
 * @param output of what goes out, after {@code output.as}
 * @param export of the context, after {@code export.as}
 */
public record Schemas(
    Optional<JsonNode> input, Optional<JsonNode> output, Optional<JsonNode> export) {
  /** Data may be anything. */
  public static final Schemas NONE =
      new Schemas(Optional.empty(), Optional.empty(), Optional.empty());
}
