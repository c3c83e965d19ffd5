package dev.carillon.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.schedule.Blackout;
import dev.carillon.web.FakeCarillon.Reply;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The calendars of {@link FakeTown}; blackouts are read as the server reads them. */
final class FakeCalendars {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ObjectNode> calendars = new TreeMap<>();

  FakeCalendars(JsonNode all) {
    all.forEach(it -> calendars.put(it.path("name").asText(), (ObjectNode) it));
  }

  /** Has none. */
  synchronized void clear() {
    calendars.clear();
  }

  /** Has somebody else change one meanwhile. */
  synchronized void change(String name, String blackout) {
    put(name, Blackout.of(blackout), calendars.get(name).path("description").asText());
  }

  /** Has a schedule use one. */
  synchronized void use(String name, String schedule) {
    ((ArrayNode) calendars.get(name).get("usedBy")).add(schedule);
  }

  synchronized Reply answer(String method, String[] part, String body, String version)
      throws IOException {
    if (part.length == 1) {
      ArrayNode items = JSON.createArrayNode();
      calendars.values().forEach(items::add);
      return Reply.json(200, JSON.createObjectNode().set("items", items));
    }
    ObjectNode kept = calendars.get(part[1]);
    if (version != null && (kept == null || !version.equals(tag(kept)))) {
      return Reply.problem(412, "calendar-changed", "it is another version now");
    }
    if (method.equals("PUT")) {
      return put(part[1], JSON.readTree(body));
    }
    if (kept == null) {
      return Reply.problem(404, "unknown-calendar", "no calendar " + part[1] + " is kept");
    }
    if (method.equals("GET")) {
      return Reply.json(200, kept);
    }
    if (!kept.path("usedBy").isEmpty()) {
      ObjectNode problem = JSON.createObjectNode().put("type", "/problems/calendar-in-use");
      problem.put("status", 409).set("schedules", kept.get("usedBy"));
      return new Reply(409, problem.toString(), Map.of("Content-Type", "application/problem+json"));
    }
    calendars.remove(part[1]);
    return Reply.empty(204);
  }

  private static String tag(ObjectNode kept) {
    return "\"" + kept.path("version").asInt() + "\"";
  }

  private Reply put(String name, JsonNode wanted) {
    if (!name.matches("[a-z0-9-]+")) {
      return wrong("id", "it is no name of a calendar");
    }
    String text = StreamSupport.stream(wanted.path("blackout").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining("\n"));
    try {
      put(name, Blackout.of(text), wanted.path("description").asText());
    } catch (IllegalArgumentException unreadable) {
      return wrong("blackout", unreadable.getMessage());
    }
    return Reply.json(200, calendars.get(name));
  }

  private void put(String name, Blackout blackout, String description) {
    ObjectNode kept = calendars.computeIfAbsent(name, it -> JSON.createObjectNode());
    kept.put("name", name).put("description", description);
    kept.put("version", kept.path("version").asInt() + 1);
    kept.put("updatedAt", FakeTown.NOON).put("updatedBy", "admin");
    blackout.texts().forEach(kept.putArray("blackout")::add);
    kept.withArray("usedBy");
  }

  /** Tells which days are dark. */
  static Reply days(Map<String, String> asked) {
    try {
      ArrayNode items = JSON.createArrayNode();
      LocalDate from = LocalDate.parse(asked.get("from"));
      Blackout.of(Objects.requireNonNullElse(asked.get("blackout"), ""))
          .days(from, Integer.parseInt(asked.get("count")))
          .forEach(it -> {
            ObjectNode day = items.addObject().put("day", it.day().toString());
            day.put("dark", it.whole() ? "whole" : "part");
            it.parts().forEach(day.putArray("by")::add);
          });
      return Reply.json(
          200, JSON.createObjectNode().put("from", from.toString()).set("items", items));
    } catch (IllegalArgumentException unreadable) {
      return wrong("blackout", unreadable.getMessage());
    }
  }

  private static Reply wrong(String parameter, String why) {
    ObjectNode problem = JSON.createObjectNode().put("type", "/problems/invalid-parameter");
    problem.put("status", 400).put("parameter", parameter).put("detail", why);
    return new Reply(400, problem.toString(), Map.of("Content-Type", "application/problem+json"));
  }
}
