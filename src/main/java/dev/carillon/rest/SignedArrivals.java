package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunId;
import dev.carillon.run.Trigger;
import dev.carillon.running.Arrival;
import dev.carillon.running.Runs;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.signature.SignedRequest;
import dev.carillon.workflow.WorkflowId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns signed requests into arrivals. The workflow is chosen by URL or body, which are signed; plain
 * headers only inform.
 */
final class SignedArrivals {
  private final Runs running;
  private final JsonBodies bodies;
  private final RunInputs inputs;
  private final Supplier<String> installation;
  private final String namespace;
  private final Clock clock;

  SignedArrivals(
      Runs running,
      ObjectMapper json,
      Supplier<String> installation,
      String namespace,
      Clock clock) {
    this.running = running;
    this.bodies = new JsonBodies(json);
    this.inputs = new RunInputs(bodies, running);
    this.installation = installation;
    this.namespace = namespace;
    this.clock = clock;
  }

  /**
   * Returns what the webhook's body asks for.
   *
   * @throws RefusedMessageException if no later attempt of the same message could be understood
   */
  Arrival webhook(SignedRequest signed) {
    return called(signed, "webhook", object(signed));
  }

  private Arrival called(SignedRequest signed, String route, JsonNode body) {
    WorkflowId workflow = workflow(body.path("workflowId"));
    boolean ours = isOurs(body);
    // Only what names our installation stands for a due time of ours; all else was made by hand.
    Optional<ScheduleId> schedule = ours ? schedule(body) : Optional.empty();
    MessageId message = message(signed);
    boolean former =
        schedule.filter(id -> isFormer(id, body)).isPresent() && !running.knows(message);
    return arrival(
        signed,
        route,
        former ? message.forItsDueTimeOnly() : message,
        former ? Ownership.OURS : Ownership.ENGINE,
        workflow,
        schedule.isPresent() ? Trigger.CRON : trigger(body, ours),
        schedule,
        Math.max(0, body.path("revision").asInt(0)),
        body.has("input") ? body.get("input") : JsonNodeFactory.instance.objectNode(),
        wakes(body, ours));
  }

  /**
   * Tells whether it comes from a schedule that bore our namespace before it was changed. Both may
   * ring for a while, so such a message stands for its due time alone, whichever comes first.
   */
  private boolean isFormer(ScheduleId id, JsonNode body) {
    return !body.get("scheduleId").textValue().equalsIgnoreCase(namespace + "." + id);
  }

  /** Tells whether this installation sent it; what names another one is turned away. */
  private boolean isOurs(JsonNode body) {
    if (!body.has("installation")) {
      return false;
    }
    if (!installation.get().equals(body.get("installation").asText())) {
      throw new RefusedMessageException("this was sent by another installation of Carillon");
    }
    return true;
  }

  /** A nudge names its run, and only we send nudges. */
  private static Optional<RunId> wakes(JsonNode body, boolean ours) {
    if (!body.has("runId")) {
      return Optional.empty();
    }
    if (!ours) {
      throw new RefusedMessageException("only a message of this installation may name a run");
    }
    try {
      return Optional.of(new RunId(body.get("runId").asText()));
    } catch (IllegalArgumentException none) {
      throw new RefusedMessageException(none.getMessage());
    }
  }

  /**
   * Returns what a workflow's own route asks for: any body, also none, is the input, but for that of
   * our own schedule, which calls a job in code where it lives.
   *
   * @throws RefusedMessageException if it has more levels than the input of a run may have
   */
  Arrival job(SignedRequest signed, WorkflowId workflow) {
    Optional<JsonNode> ours = ofOurSchedule(signed, workflow);
    if (ours.isPresent()) {
      return called(signed, "jobs", ours.get());
    }
    return arrival(
        signed,
        "jobs",
        message(signed),
        Ownership.ENGINE,
        workflow,
        Trigger.EXTERNAL,
        Optional.empty(),
        0,
        input(signed.body()),
        Optional.empty());
  }

  private Optional<JsonNode> ofOurSchedule(SignedRequest signed, WorkflowId workflow) {
    try {
      return bodies
          .object(signed.body())
          .filter(body -> body.path("source").asText().equals("qstash"))
          .filter(body -> body.path("scheduleId").isTextual() && body.has("revision"))
          .filter(body -> body.path("installation").isTextual())
          .filter(body -> body.path("workflowId").asText().equalsIgnoreCase(workflow.value()));
    } catch (InvalidBodyException noJson) {
      return Optional.empty();
    }
  }

  private JsonNode input(byte[] body) {
    try {
      return bodies.any(body).orElseGet(JsonNodeFactory.instance::objectNode);
    } catch (InvalidBodyException noJson) {
      if (noJson.isTooMuch()) {
        throw new RefusedMessageException(noJson.getMessage());
      }
      return JsonNodeFactory.instance.textNode(new String(body, StandardCharsets.UTF_8));
    }
  }

  private Arrival arrival(
      SignedRequest signed,
      String route,
      MessageId message,
      Ownership ownership,
      WorkflowId workflow,
      Trigger trigger,
      Optional<ScheduleId> schedule,
      int revision,
      JsonNode input,
      Optional<RunId> wakes) {
    Instant now = clock.instant();
    return new Arrival(
        running.nextId(),
        route,
        workflow,
        trigger,
        Optional.of(message),
        Optional.of(new Arrival.Token(signed.token().hex(), signed.claims().expiresAt())),
        retried(signed),
        schedule,
        revision,
        Optional.empty(),
        Optional.of(new Arrival.Created(signed.claims().issuedAt(), retried(signed) > 0)),
        admitted(input),
        ownership,
        now,
        wakes);
  }

  private JsonNode admitted(JsonNode input) {
    try {
      return inputs.admitted(input);
    } catch (InvalidBodyException tooDeep) {
      throw new RefusedMessageException(tooDeep.getMessage());
    }
  }

  /** A message without a usable id is named by its token. */
  static MessageId message(SignedRequest signed) {
    String byToken = "tok_" + signed.token().hex();
    try {
      return new MessageId(signed.messageId().orElse(byToken));
    } catch (IllegalArgumentException unusable) {
      return new MessageId(byToken);
    }
  }

  static int retried(SignedRequest signed) {
    return signed
        .retried()
        .filter(it -> it.matches("\\d{1,6}"))
        .map(Integer::parseInt)
        .orElse(0);
  }

  private JsonNode object(SignedRequest signed) {
    try {
      return bodies
          .object(signed.body())
          .orElseThrow(() -> new RefusedMessageException(
              "the body is empty; it must name the workflow as {\"workflowId\": …}"));
    } catch (InvalidBodyException wrong) {
      throw new RefusedMessageException(wrong.getMessage());
    }
  }

  private static WorkflowId workflow(JsonNode id) {
    if (!id.isTextual()) {
      throw new RefusedMessageException("the body has no text \"workflowId\"");
    }
    try {
      return new WorkflowId(id.textValue());
    } catch (IllegalArgumentException wrong) {
      throw new RefusedMessageException(wrong.getMessage());
    }
  }

  /** One of our own schedules names itself. */
  private Optional<ScheduleId> schedule(JsonNode body) {
    if (!body.path("scheduleId").isTextual() || !body.has("revision")) {
      return Optional.empty();
    }
    String id = body.get("scheduleId").textValue();
    String bare = id.substring(id.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    try {
      return Optional.of(new ScheduleId(bare));
    } catch (IllegalArgumentException wrong) {
      throw new RefusedMessageException(wrong.getMessage());
    }
  }

  /** What we did not send was made by hand in the Upstash console, whatever it says of itself. */
  private static Trigger trigger(JsonNode body, boolean ours) {
    return switch (ours ? body.path("trigger").asText("") : "") {
      case "manual" -> Trigger.MANUAL;
      case "test" -> Trigger.TEST;
      default -> Trigger.EXTERNAL;
    };
  }
}
