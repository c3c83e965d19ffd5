package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.run.Run;
import dev.carillon.run.Trigger;
import dev.carillon.run.Visit;
import dev.carillon.running.Walk.Site;
import dev.carillon.workflow.Definition;
import java.time.Instant;

/**
 * The descriptors that expressions see as {@code $workflow}, {@code $task} and {@code $runtime} (Open
 * Workflow Specification DSL 1.0.3, "Runtime expression arguments").
 */
final class RuntimeFacts {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RuntimeFacts() {}

  static JsonNode workflow(Run run, Definition definition) {
    ObjectNode document = JSON.objectNode();
    document.put("namespace", definition.namespace());
    document.put("name", definition.id().value());
    document.put("version", definition.version());
    ObjectNode json = JSON.objectNode();
    json.put("id", run.id().value());
    json.putObject("definition").set("document", document);
    json.set("input", run.input());
    json.set("startedAt", instant(run.startedAt().orElse(run.createdAt())));
    return json;
  }

  static JsonNode runtime(Run run) {
    ObjectNode json = JSON.objectNode();
    json.put("name", "carillon");
    ObjectNode schedule = json.putObject("metadata").putObject("schedule");
    run.schedule().ifPresent(id -> schedule.put("id", id.value()));
    run.dueTime().ifPresent(due -> schedule.put("dueTime", due.toString()));
    schedule.put("trigger", run.trigger().word());
    schedule.put("attempt", run.attempts());
    schedule.put("backfill", run.trigger() == Trigger.BACKFILL);
    return json;
  }

  static JsonNode task(Site site, Visit visit) {
    ObjectNode json = JSON.objectNode();
    json.put("name", site.named().name());
    json.put("reference", site.pointer());
    json.set("input", visit.raw());
    json.set("startedAt", instant(visit.startedAt()));
    return json;
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
