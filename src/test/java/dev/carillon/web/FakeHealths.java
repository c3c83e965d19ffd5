package dev.carillon.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * How the schedules of {@link FakeTown} do.
 *
 * @param told the counts, and each health with its newest due times in full
 */
record FakeHealths(JsonNode told) {
  private static final Map<String, String> LOOKS = Map.of(
      "ran", "s", "succeeded", "s", "failed", "f", "canceled", "c", "skipped", "k", "missed", "m");

  /** Has a schedule do as another one does, if that is told of. */
  void copy(String schedule, String other) {
    find(other)
        .map(ObjectNode::deepCopy)
        .ifPresent(it -> ((ArrayNode) told.path("items")).add(it.put("scheduleId", schedule)));
  }

  private Optional<ObjectNode> find(String schedule) {
    for (JsonNode health : told.path("items")) {
      if (health.path("scheduleId").asText().equals(schedule)) {
        return Optional.of((ObjectNode) health);
      }
    }
    return Optional.empty();
  }

  /** Tells of all, with their newest due times in short. */
  ObjectNode overview() {
    told.path("items").forEach(it -> shorten((ObjectNode) it));
    return (ObjectNode) told;
  }

  private static void shorten(ObjectNode health) {
    StringBuilder looks = new StringBuilder();
    ArrayNode tookMs = JsonNodeFactory.instance.arrayNode();
    for (JsonNode past : health.remove("newest")) {
      String look = past.path("state").asText(past.path("verdict").asText());
      if (!look.equals("expected")) {
        looks.append(LOOKS.getOrDefault(look, "b"));
        tookMs.add(past.get("tookMs"));
      }
    }
    health.putObject("line").put("looks", looks.toString()).set("tookMs", tookMs);
  }

  /** Tells of one, with a warning about it. */
  Optional<ObjectNode> of(String schedule) {
    Optional<ObjectNode> found = find(schedule);
    found.ifPresent(it -> it.putArray("warnings")
        .addObject()
        .put("code", "same-minute-as-many")
        .put("en", "12 other schedules are due at its minute.")
        .put("ru", "На ту же минуту назначены ещё 12 расписаний."));
    return found;
  }
}
