package dev.carillon.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The workflows, runs and previews that {@link FakeCarillon} tells of, read from files beside the
 * tests and changed by what the dashboard does. Everything happens around noon of 22 November 2026.
 */
final class FakeTown {
  static final String NOON = "2026-11-22T12:00:00Z";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ObjectNode> workflows = new LinkedHashMap<>();
  private final Map<String, String> copies = new LinkedHashMap<>();
  private final ObjectNode runs = (ObjectNode) json("runs.json");
  private int passed;
  private final ObjectNode plan = (ObjectNode) json("plan.json");
  private ObjectNode secrets = (ObjectNode) json("secrets.json");
  final FakeCalendars calendars = new FakeCalendars(json("calendars.json"));
  private final ArrayNode backfills = JSON.createArrayNode();
  private final ObjectNode previews = (ObjectNode) json("previews.json");

  FakeTown() {
    for (JsonNode workflow : json("workflows.json")) {
      workflows.put(workflow.path("id").asText(), (ObjectNode) workflow);
    }
  }

  synchronized JsonNode workflows() {
    ArrayNode items = JSON.createArrayNode();
    workflows.values().forEach(items::add);
    return listOf(items);
  }

  synchronized Optional<ObjectNode> workflow(String id) {
    return Optional.ofNullable(workflows.get(id.toLowerCase(Locale.ROOT)));
  }

  synchronized JsonNode plan() {
    return plan;
  }

  /** Carries the plan out: nothing differs any more. */
  synchronized JsonNode carryOut() {
    plan.put("state", "in-sync").putArray("items");
    plan.putObject("removals").put("count", 0).put("needConfirmation", false);
    return JSON.createObjectNode().set("results", JSON.createArrayNode());
  }

  /** Adds so many workflows that are like one that is there. */
  synchronized void multiply(String id, int count) {
    for (int number = 0; number < count; number++) {
      String copy = "copy-%04d".formatted(number);
      ObjectNode made = workflows.get(id).deepCopy().put("id", copy).put("title", copy);
      if (made.has("schedule")) {
        made.withObject("/schedule").put("id", copy).put("workflowId", copy);
        copies.put(copy, id);
      }
      workflows.put(copy, made);
    }
  }

  /** Pauses the schedule of a workflow, or resumes it. */
  synchronized void pause(String id, boolean paused) {
    ObjectNode schedule = (ObjectNode) workflows.get(id).path("schedule");
    schedule.remove("pause");
    if (paused) {
      schedule
          .putObject("pause")
          .put("from", NOON)
          .put("reason", "the ledger moves house")
          .put("owner", "admin");
    }
  }

  /** Lets due times pass while the schedule is paused. */
  synchronized void letPass(int count) {
    passed = count;
  }

  synchronized JsonNode passed() {
    ObjectNode answer = JSON.createObjectNode().put("total", passed);
    if (passed > 0) {
      answer.putArray("items").addObject().put("dueTime", NOON).put("verdict", "skipped");
    }
    return answer;
  }

  /** Tells how the schedules do; of none where no workflow is kept. */
  synchronized JsonNode overview() {
    FakeHealths healths = new FakeHealths(json("overview.json"));
    copies.forEach(healths::copy);
    ObjectNode overview = healths.overview();
    return workflows.isEmpty()
        ? overview.put("needAttention", 0).put("failedInADay", 0).put("dueInAnHour", 0)
        : overview;
  }

  /** Tells how one schedule does, with a warning about it. */
  synchronized Optional<ObjectNode> health(String schedule) {
    FakeHealths healths = new FakeHealths(json("overview.json"));
    copies.forEach(healths::copy);
    return healths.of(schedule);
  }

  /** Compares with a cron that is due every five minutes in place of each minute. */
  JsonNode comparison(Map<String, String> asked) {
    ObjectNode compared =
        (ObjectNode) preview("*/5 * * * *", asked.getOrDefault("timezone", "UTC"));
    compared.remove("neverFires");
    ObjectNode effect = compared.putObject("effect").put("before", 10080).put("after", 2016);
    effect.putArray("vanishing").add("2026-11-22T12:01:00Z").add("2026-11-22T12:02:00Z");
    effect.putArray("appearing");
    return compared;
  }

  synchronized JsonNode upcoming() {
    return workflows.isEmpty() ? listOf(JSON.createArrayNode()) : list("upcoming");
  }

  /** Returns the runs that are asked for. */
  synchronized JsonNode runs(Map<String, String> asked) {
    ArrayNode items = JSON.createArrayNode();
    for (JsonNode entry : runs) {
      JsonNode run = entry.path("run");
      if (new FakeRunFilter(asked).fits(run)) {
        items.insert(0, run);
      }
    }
    ObjectNode page = listOf(items);
    return "everywhere".equals(asked.get("text"))
        ? page.put("next", "run_old").put("searchedBackTo", "2026-10-01T00:00:00Z")
        : page;
  }

  /** Returns the due times that did not run, the oldest first. */
  synchronized JsonNode gaps() {
    ArrayNode items = JSON.createArrayNode();
    for (JsonNode one : json("occurrences.json")) {
      if (!one.path("verdict").asText().equals("ran")) {
        items.insert(0, one);
      }
    }
    return listOf(items);
  }

  synchronized JsonNode backfills() {
    return listOf(backfills.deepCopy());
  }

  /** Begins one, which never gets further than its first due time. */
  synchronized JsonNode backfill(JsonNode wish) {
    int total = Math.max(1, wish.path("dueTimes").size());
    ObjectNode begun = JSON.createObjectNode().put("id", String.valueOf(backfills.size() + 1));
    begun.put("state", "running").put("askedBy", "admin").put("askedAt", NOON);
    begun.put("total", total).put("ran", 1).put("left", total - 1);
    begun.put("perMinute", wish.path("perMinute").asInt(60));
    backfills.insert(0, begun);
    return begun;
  }

  synchronized JsonNode cancelBackfill() {
    return ((ObjectNode) backfills.get(0)).put("state", "canceled").put("canceledBy", "admin");
  }

  /** Returns the list that stands in a file of that name. */
  JsonNode list(String name) {
    return listOf((ArrayNode) json(name + ".json"));
  }

  /** Returns what stands in a file of that name. */
  JsonNode document(String name) {
    return json(name + ".json");
  }

  synchronized JsonNode secrets() {
    return secrets.deepCopy();
  }

  /** Sets a secret; what was missing is missing no more. */
  synchronized void setSecret(String name) {
    ArrayNode missing = (ArrayNode) secrets.get("missing");
    JsonNode users = JSON.createArrayNode();
    for (int at = missing.size() - 1; at >= 0; at--) {
      if (missing.get(at).path("name").asText().equals(name)) {
        users = missing.remove(at).path("usedBy");
      }
    }
    removeSecret(name);
    ObjectNode set = ((ArrayNode) secrets.get("items")).addObject();
    set.put("name", name).put("state", "readable").put("updatedAt", NOON).put("updatedBy", "admin");
    set.set("usedBy", users);
  }

  synchronized void removeSecret(String name) {
    ArrayNode items = (ArrayNode) secrets.get("items");
    for (int at = items.size() - 1; at >= 0; at--) {
      if (items.get(at).path("name").asText().equals(name)) {
        items.remove(at);
      }
    }
  }

  /** Has no secrets, and no key for any if they are off. */
  synchronized void hasNoSecrets(boolean on) {
    secrets = JSON.createObjectNode().put("on", on);
    secrets.putArray("items");
    secrets.putArray("missing");
  }

  /** Forgets all workflows, as on a server where the sample was deleted. */
  synchronized void clear() {
    workflows.clear();
  }

  /** Changes the text of a workflow that people read. */
  synchronized void rename(String id, String title) {
    workflows.get(id).put("title", title);
  }

  /** Lets a workflow come from elsewhere than the editor. */
  synchronized void comesFrom(String id, String origin) {
    workflows.get(id).put("origin", origin);
  }

  synchronized ObjectNode save(String id, String version) {
    ObjectNode saved = workflows.computeIfAbsent(id, it -> JSON.createObjectNode());
    saved.put("id", id).put("version", version).put("hash", "5a7ed").put("namespace", "default");
    saved
        .put("title", "My workflow")
        .put("summary", "")
        .put("savedAt", NOON)
        .put("savedBy", "admin");
    saved.put("definitionCron", "*/5 * * * *");
    return saved;
  }

  /** Has somebody else save a version meanwhile. */
  synchronized void isSavedBy(String who, String id, String version) {
    save(id, version).put("savedBy", who);
  }

  synchronized ObjectNode activate(String id) {
    ObjectNode workflow = workflows.get(id);
    JsonNode preview = previews.path(workflow.path("definitionCron").asText());
    ObjectNode schedule = workflow.withObject("/schedule");
    schedule.put("id", "carillon." + id).put("workflowId", id).put("active", true);
    schedule.put("cron", workflow.path("definitionCron").asText());
    schedule.put("timezone", workflow.path("definitionTimezone").asText("UTC"));
    schedule.set("description", preview.path("description"));
    schedule.put("sync", "in-sync").put("engine", "local").put("updatedAt", NOON);
    schedule.put("next", preview.path("upcoming").path(0).asText());
    schedule.set("upcoming", preview.path("upcoming"));
    return schedule;
  }

  synchronized void deactivate(String id) {
    ObjectNode schedule = (ObjectNode) workflows.get(id).path("schedule");
    schedule.put("active", false).remove("next");
  }

  synchronized ObjectNode run(String workflow) {
    ObjectNode run = JSON.createObjectNode();
    String id = "run_new" + runs.size();
    run.put("id", id).put("workflowId", workflow).put("version", "1.0.0").put("hash", "9f2c");
    run.put("trigger", "manual").put("state", "running").put("attempts", 1).put("maxAttempts", 4);
    run.put("createdAt", "2026-11-22T11:59:59.500Z").put("startedAt", "2026-11-22T11:59:59.600Z");
    runs.withObject("/" + id).set("run", run);
    workflows.get(workflow).set("lastRun", run.deepCopy());
    return run;
  }

  /** Takes a run to its end. */
  synchronized void finish(String id, String state) {
    ObjectNode run = (ObjectNode) runs.path(id).path("run");
    run.put("state", state).put("endedAt", NOON).put("durationMs", 400).remove("wakeAt");
    workflows.get(run.path("workflowId").asText()).set("lastRun", run.deepCopy());
  }

  synchronized void cancel(String id, String reason) {
    finish(id, "canceled");
    ((ObjectNode) runs.path(id).path("run")).put("cancelReason", reason).put("canceledBy", "admin");
  }

  /** Lets a run go on, or makes another one in its place, as admin. */
  synchronized JsonNode redrive(String id, JsonNode wish) {
    ObjectNode old = (ObjectNode) runs.path(id).path("run");
    String reason = wish.path("reason").asText();
    if (wish.path("mode").asText().equals("same-run")) {
      old.put("state", "running").remove(List.of("endedAt", "durationMs", "error"));
      ObjectNode attempt = old.withArray("attemptList").addObject();
      attempt.put("number", old.path("attempts").asInt() + 1).put("startedAt", NOON);
      attempt.putObject("redrive").put("by", "admin").put("reason", reason).put("after", "failed");
      return old;
    }
    ObjectNode made = run(old.path("workflowId").asText());
    made.put("trigger", "redrive").set("input", wish.path("input"));
    made.putObject("redriveOf").put("runId", id).put("by", "admin").put("reason", reason);
    String heir = made.path("id").asText();
    if (wish.path("from").asText().equals("failed-step")) {
      ArrayNode steps = runs.path(id).path("steps").deepCopy();
      steps.forEach(it -> ((ObjectNode) it).put("takenOver", true).put("attempt", 0));
      runs.withObject("/" + heir).set("steps", steps);
    }
    old.putObject("redrivenAs").put("runId", heir).put("by", "admin").put("reason", reason);
    return made;
  }

  synchronized JsonNode runsOf(String workflow, int from, int limit) {
    ArrayNode items = JSON.createArrayNode();
    for (JsonNode entry : runs) {
      if (entry.path("run").path("workflowId").asText().equals(workflow)) {
        items.insert(0, entry.path("run"));
      }
    }
    ArrayNode page = JSON.createArrayNode();
    for (int at = from; at < Math.min(items.size(), from + limit); at++) {
      page.add(items.get(at));
    }
    ObjectNode list = listOf(page);
    if (from + limit < items.size()) {
      list.put("next", String.valueOf(from + limit));
    }
    return list;
  }

  synchronized JsonNode neighbours(String id) {
    ObjectNode beside = JSON.createObjectNode();
    JsonNode workflow = runs.path(id).path("run").path("workflowId");
    boolean passed = false;
    for (JsonNode entry : runs) {
      JsonNode run = entry.path("run");
      if (run.path("id").asText().equals(id)) {
        passed = true;
      } else if (run.path("workflowId").equals(workflow) && !beside.has("next")) {
        beside.set(passed ? "next" : "previous", run);
      }
    }
    return beside;
  }

  synchronized Optional<JsonNode> run(String id, String part) {
    return Optional.ofNullable(runs.path(id).get(part));
  }

  synchronized JsonNode steps(String id) {
    JsonNode steps = runs.path(id).path("steps");
    return listOf(steps.isArray() ? (ArrayNode) steps : JSON.createArrayNode());
  }

  JsonNode preview(String cron, String timezone) {
    return ((ObjectNode) previews.path(cron).deepCopy()).put("timezone", timezone);
  }

  /** Returns a version with its text; in older ones the bell said something else. */
  JsonNode version(String version) {
    String text = version.equals("1.0.0")
        ? yaml()
        : yaml().replace("1.0.0", version).replace("said the bell", "said the clock");
    return JSON.createObjectNode().put("version", version).put("source", text);
  }

  /** Returns the text of a definition. */
  static String yaml() {
    return resource("hello.yaml");
  }

  private static ObjectNode listOf(ArrayNode items) {
    ObjectNode list = JSON.createObjectNode();
    list.set("items", items);
    return list;
  }

  private static JsonNode json(String name) {
    try {
      return JSON.readTree(resource(name));
    } catch (IOException broken) {
      throw new IllegalStateException(name, broken);
    }
  }

  private static String resource(String name) {
    try (InputStream file = FakeTown.class.getResourceAsStream("/web/" + name)) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new IllegalStateException(name, broken);
    }
  }
}
