package dev.carillon.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/** What a list of runs is narrowed to, as {@code GET /api/runs} takes it. */
record FakeRunFilter(Map<String, String> asked) {
  boolean fits(JsonNode run) {
    return is(run.path("workflowId"), "workflow")
        && is(run.path("state"), "state")
        && is(run.path("trigger"), "trigger")
        && isWithin(Instant.parse(run.path("createdAt").asText()))
        && run.toString().contains(asked.getOrDefault("text", ""));
  }

  private boolean is(JsonNode value, String name) {
    return asked.getOrDefault(name, "").isEmpty() || value.asText().equals(asked.get(name));
  }

  private boolean isWithin(Instant made) {
    return !made.isBefore(Instant.parse(asked.getOrDefault("from", "1900-01-01T00:00:00Z")))
        && made.isBefore(Instant.parse(asked.getOrDefault("until", "9990-01-01T00:00:00Z")));
  }
}
