package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What QStash tells when it gave a message up (Upstash documentation, "Callbacks"). Signed, so it can
 * be believed; but what it quotes may be anything.
 *
 * @param message that was given up
 * @param told the whole of it
 * @param source the body of that message, if it was a JSON object
 * @param answered what it was answered last, if that was one
 */
record FailureNotice(MessageId message, JsonNode told, JsonNode source, JsonNode answered) {
  private static final int LONGEST = 1_000;
  private static final Pattern DLQ_ID = Pattern.compile("(\\d{13})-\\d+");
  private static final Pattern JOB = Pattern.compile(".*/api/jobs/([A-Za-z0-9-]+)(\\?.*)?");

  /**
   * Reads one.
   *
   * @throws InvalidBodyException if it is no JSON object
   * @throws IllegalArgumentException if it names no message
   */
  static FailureNotice read(JsonBodies bodies, byte[] body) {
    JsonNode told = bodies.object(body).orElse(MissingNode.getInstance());
    JsonNode message = told.path("sourceMessageId");
    if (!message.isTextual()) {
      throw new IllegalArgumentException("the body has no \"sourceMessageId\"");
    }
    return new FailureNotice(
        new MessageId(message.textValue()),
        told,
        object(bodies, bytes(told.path("sourceBody"))),
        object(bodies, bytes(told.path("body"))));
  }

  private static JsonNode object(JsonBodies bodies, byte[] body) {
    try {
      return bodies.object(body).orElse(MissingNode.getInstance());
    } catch (InvalidBodyException noJson) {
      return MissingNode.getInstance();
    }
  }

  private static byte[] bytes(JsonNode base64) {
    try {
      return Base64.getDecoder().decode(base64.asText(""));
    } catch (IllegalArgumentException plain) {
      return new byte[0];
    }
  }

  /** Tells whether the message was one by which the installation wanted a run to be woken. */
  boolean isNudgeOf(String installation) {
    return isOf(installation) && source.path("runId").isTextual();
  }

  /** Tells whether the message says that another installation sent it. */
  boolean isOfAnother(String installation) {
    return source.has("installation") && !isOf(installation);
  }

  private boolean isOf(String installation) {
    return source.path("installation").asText("").equals(installation);
  }

  /**
   * Returns the letter to keep. It is of a schedule only if the message names the installation: what
   * names none was made by hand, and stands for no due time.
   */
  GivenUp letter(String installation, Optional<Run> run, Instant now) {
    return new GivenUp(
        Optional.of(message),
        text(told, "dlqId"),
        run.map(Run::id),
        run.map(Run::workflow).or(this::workflow),
        isOf(installation) ? schedule() : Optional.empty(),
        Optional.of(told.path("status").asInt(0)).filter(status -> status > 0),
        Optional.of(detail()),
        Optional.of(told.path("retried").asInt(0)).filter(times -> times >= 0),
        instant(told.path("createdAt")),
        givenUpAt().orElse(now));
  }

  private Optional<WorkflowId> workflow() {
    Optional<String> byAddress =
        text(told, "url").map(JOB::matcher).filter(Matcher::matches).map(match -> match.group(1));
    return text(source, "workflowId").or(() -> byAddress).flatMap(id -> read(id, WorkflowId::new));
  }

  private Optional<ScheduleId> schedule() {
    return text(source, "scheduleId")
        .filter(any -> source.has("revision"))
        .map(id -> id.substring(id.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
        .flatMap(id -> read(id, ScheduleId::new));
  }

  /** Returns the schedule's revision that the message was made under; 0 if it does not say. */
  int revision() {
    return source.path("revision").asInt(0);
  }

  private static <T> Optional<T> read(String text, Function<String, T> reader) {
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Our own answers say why in a member; whatever stands in front of us may say anything. */
  private String detail() {
    String why = text(answered, "detail")
        .orElseGet(() -> new String(bytes(told.path("body")), StandardCharsets.UTF_8).strip());
    if (why.isEmpty()) {
      int status = told.path("status").asInt(0);
      return status > 0 ? "it was answered " + status : "nobody answered";
    }
    return why.length() > LONGEST ? why.substring(0, LONGEST) + "…" : why;
  }

  /** The id of a dead letter begins with the time at which it became one. */
  private Optional<Instant> givenUpAt() {
    return text(told, "dlqId")
        .map(DLQ_ID::matcher)
        .filter(Matcher::matches)
        .map(match -> Instant.ofEpochMilli(Long.parseLong(match.group(1))));
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.path(name).textValue()).filter(it -> !it.isBlank());
  }

  /** Some of its samples show numbers, some texts. */
  private static Optional<Instant> instant(JsonNode millis) {
    String digits = millis.asText("");
    return digits.matches("\\d{1,15}")
        ? Optional.of(Instant.ofEpochMilli(Long.parseLong(digits)))
        : Optional.empty();
  }
}
