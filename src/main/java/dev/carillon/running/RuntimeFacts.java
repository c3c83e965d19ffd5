package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.run.Run;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.Definition;
import java.time.Instant;

/**
 * The descriptors that expressions see as {@code $workflow}, {@code $task} and {@code $runtime} (Open
 * Workflow Specification DSL 1.0.3, "Runtime expression arguments").
 */
final class RuntimeFacts {
  /** The version of Carillon, as the build has it. */
  static final String VERSION = "0.1.0";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RuntimeFacts() {}

  static JsonNode workflow(Run run, Definition definition) {
    ObjectNode json = JSON.objectNode();
    json.put("id", run.id().value());
    json.set("definition", definition.json());
    json.set("input", run.input());
    json.set("startedAt", instant(run.startedAt().orElse(run.createdAt())));
    return json;
  }

  static JsonNode runtime(Run run, RunStore runs) {
    ObjectNode json = JSON.objectNode();
    json.put("name", "carillon");
    json.put("version", VERSION);
    ObjectNode schedule = json.putObject("metadata").putObject("schedule");
    run.schedule().ifPresent(id -> schedule.put("id", id.value()));
    run.dueTime().ifPresent(due -> {
      schedule.put("dueTime", due.toString());
      run.schedule()
          .flatMap(id -> runs.wording(id, run.revision()))
          .ifPresent(wording -> around(due, wording, schedule));
    });
    schedule.put("trigger", run.trigger().word());
    schedule.put("attempt", run.attempts());
    schedule.put("backfill", run.trigger() == Trigger.BACKFILL);
    return json;
  }

  /** The due times before and after that are meant, by the revision that the run was due under. */
  private static void around(Instant due, Wording wording, ObjectNode schedule) {
    wording.previous(due).ifPresent(it -> schedule.put("previousDueTime", it.toString()));
    wording.next(due).ifPresent(it -> schedule.put("nextDueTime", it.toString()));
  }

  static JsonNode task(Site site, Definition definition, JsonNode raw, Instant startedAt) {
    ObjectNode json = JSON.objectNode();
    json.put("name", site.named().name());
    json.put("reference", site.pointer());
    json.set("definition", definition.json().at(site.pointer()));
    json.set("input", raw);
    json.set("startedAt", instant(startedAt));
    return json;
  }

  /** Returns the scope of a task that has yielded something. */
  static Scope with(Scope scope, JsonNode output) {
    ObjectNode task = JSON.objectNode();
    scope.variables().get("task").properties().forEach(it -> task.set(it.getKey(), it.getValue()));
    task.set("output", output);
    return scope.with("task", task).with("output", output);
  }

  private static JsonNode instant(Instant instant) {
    ObjectNode json = JSON.objectNode();
    json.put("iso8601", instant.toString());
    ObjectNode epoch = json.putObject("epoch");
    epoch.put("seconds", instant.getEpochSecond());
    epoch.put("milliseconds", instant.toEpochMilli());
    return json;
  }
}
