package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.Trigger;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.run.VisitState;
import dev.carillon.workflow.WorkflowId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of one day wrote, commit by commit, as test data for the code of another day.
 *
 * @param definition its text
 * @param outcome {@link #outcome how it ended}
 * @param visits how its journal stood at its end
 */
public record Recording(
    String definition,
    JsonNode input,
    ObjectNode outcome,
    List<Entries> commits,
    List<String> visits) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns what two journals of the same run have in common, whenever they were written. */
  public static String told(Visit visit) {
    return visit.key() + " " + visit.pointer() + " " + visit.kind() + " " + visit.state() + " "
        + visit.transition().orElse("") + " " + visit.raw() + " " + visit.input() + " "
        + visit.output().map(JsonNode::toString).orElse("") + " "
        + visit.context().map(JsonNode::toString).orElse("") + " "
        + visit.error().map(it -> ErrorValue.of(it).toString()).orElse("");
  }

  public String text() {
    ObjectNode json = JSON.createObjectNode();
    json.put("definition", definition);
    json.set("input", input);
    json.setAll(outcome);
    ArrayNode all = json.putArray("commits");
    commits.forEach(it -> all.add(entries(it)));
    ArrayNode ends = json.putArray("visits");
    visits.forEach(ends::add);
    return json.toPrettyString() + "\n";
  }

  public static Recording read(String text) throws IOException {
    JsonNode json = JSON.readTree(text);
    List<Entries> commits = new ArrayList<>();
    json.get("commits").forEach(it -> commits.add(entries(it)));
    List<String> visits = new ArrayList<>();
    json.get("visits").forEach(it -> visits.add(it.textValue()));
    return new Recording(
        json.get("definition").textValue(),
        json.get("input"),
        ((ObjectNode) json.deepCopy()).retain("output", "error"),
        commits,
        visits);
  }

  /** Returns the output of a run that succeeded or the error of one that failed, by that name. */
  public static ObjectNode outcome(Run run) {
    ObjectNode json = JSON.createObjectNode();
    run.output().ifPresent(it -> json.set("output", it));
    run.error().ifPresent(it -> json.set("error", ErrorValue.of(it)));
    return json;
  }

  /**
   * Returns what is decided once: when the time of a task is over, and when a wait is.
   *
   * @param visits as they were written, a later one in place of an earlier
   */
  public static Map<String, Instant> times(List<Visit> visits) {
    Map<String, Instant> times = new HashMap<>();
    for (Visit visit : visits) {
      visit.deadline().ifPresent(it -> times.put(visit.key() + " deadline", it));
      visit
          .wakeAt()
          .filter(any -> visit.kind().equals("wait"))
          .ifPresent(it -> times.put(visit.key() + " wake", it));
    }
    return times;
  }

  /** Returns the same of what the first commits wrote. */
  public Map<String, Instant> times(int first) {
    return times(
        commits.subList(0, first).stream().flatMap(it -> it.visits().stream()).toList());
  }

  private static JsonNode entries(Entries entries) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode visits = json.putArray("visits");
    entries.visits().forEach(it -> visits.add(visit(it)));
    ArrayNode progress = json.putArray("progress");
    entries
        .progress()
        .forEach(
            (key, value) -> progress.add(key(JSON.createObjectNode(), key).set("value", value)));
    return json;
  }

  private static Entries entries(JsonNode json) {
    List<Visit> visits = new ArrayList<>();
    json.get("visits").forEach(it -> visits.add(visit(it)));
    Map<VisitKey, JsonNode> progress = new HashMap<>();
    json.get("progress").forEach(it -> progress.put(key(it), it.get("value")));
    return new Entries(visits, progress);
  }

  private static ObjectNode key(ObjectNode json, VisitKey key) {
    return json.put("block", key.block()).put("task", key.task()).put("visit", key.visit());
  }

  private static VisitKey key(JsonNode json) {
    return new VisitKey(
        json.get("block").textValue(),
        json.get("task").textValue(),
        json.get("visit").intValue());
  }

  private static JsonNode visit(Visit visit) {
    ObjectNode json = key(JSON.createObjectNode(), visit.key());
    json.put("pointer", visit.pointer());
    json.put("name", visit.name());
    json.put("kind", visit.kind());
    json.put("state", visit.state().name());
    json.put("attempt", visit.attempt());
    json.set("raw", visit.raw());
    json.set("input", visit.input());
    visit.output().ifPresent(it -> json.set("output", it));
    visit.context().ifPresent(it -> json.set("context", it));
    visit.transition().ifPresent(it -> json.put("transition", it));
    visit.error().ifPresent(it -> json.set("error", ErrorValue.of(it)));
    visit.items().ifPresent(it -> json.set("items", it));
    visit.progress().ifPresent(it -> json.set("progress", it));
    json.put("startedAt", visit.startedAt().toString());
    visit.endedAt().ifPresent(it -> json.put("endedAt", it.toString()));
    visit.wakeAt().ifPresent(it -> json.put("wakeAt", it.toString()));
    visit.deadline().ifPresent(it -> json.put("deadline", it.toString()));
    return json;
  }

  private static Visit visit(JsonNode json) {
    return new Visit(
        key(json),
        json.get("pointer").textValue(),
        json.get("name").textValue(),
        json.get("kind").textValue(),
        VisitState.valueOf(json.get("state").textValue()),
        json.get("attempt").intValue(),
        json.get("raw"),
        json.get("input"),
        Optional.ofNullable(json.get("output")),
        Optional.ofNullable(json.get("context")),
        Optional.ofNullable(json.get("transition")).map(JsonNode::textValue),
        Optional.ofNullable(json.get("error")).map(ErrorValue::read),
        Optional.ofNullable(json.get("items")),
        Optional.ofNullable(json.get("progress")),
        List.of(),
        Instant.parse(json.get("startedAt").textValue()),
        instant(json, "endedAt"),
        instant(json, "wakeAt"),
        instant(json, "deadline"));
  }

  private static Optional<Instant> instant(JsonNode json, String name) {
    return Optional.ofNullable(json.get(name)).map(JsonNode::textValue).map(Instant::parse);
  }

  /**
   * Writes the first commits of a recording into a new run, as if a process had ended then. A run
   * that a walker of the house takes before that process does goes its own way, and another is made.
   */
  public static RunId begun(House house, WorkflowId id, Recording recorded, int commits) {
    Optional<Lease> taken = Optional.empty();
    while (taken.isEmpty()) {
      taken = taken(house, id, recorded);
    }
    Lease lease = taken.get();
    Instant now = house.clock.instant();
    recorded.commits().subList(0, commits).forEach(it -> house.journal.write(lease, it, now));
    house.store.release(lease, now);
    return lease.run();
  }

  private static Optional<Lease> taken(House house, WorkflowId id, Recording recorded) {
    Instant now = house.clock.instant();
    Arrival arrival = Arrival.wish(
        house.runs.nextId(), "api", id, Trigger.MANUAL, Optional.empty(), recorded.input(), now);
    house.store.admit(
        arrival,
        view -> new Decision.Start(
            view.workflow(id).orElseThrow(), arrival.trigger(), 4, Optional.empty()));
    return house
        .store
        .claim(arrival.candidate(), "yesterday", now, now.plusSeconds(30), false)
        .map(RunStore.Claim::lease);
  }
}
