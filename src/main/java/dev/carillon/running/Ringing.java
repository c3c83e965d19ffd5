package dev.carillon.running;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.delivery.Answer;
import dev.carillon.run.MessageId;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the local engine rings: hands its messages in like any other engine's. */
public final class Ringing implements Bell {
  private static final Logger LOG = LoggerFactory.getLogger(Ringing.class);

  private final Runs running;
  private final ObjectMapper json;
  private final Clock clock;

  /** Takes where to hand in. */
  public Ringing(Runs running, ObjectMapper json, Clock clock) {
    this.running = running;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void ring(ScheduleId schedule, int revision, Instant dueTime, MessageId message) {
    hand(Arrival.due(
        running.nextId(),
        schedule,
        revision,
        dueTime,
        Trigger.CRON,
        Optional.of(message),
        clock.instant()));
  }

  @Override
  public void deliver(
      MessageId message, WorkflowId workflow, String trigger, Optional<String> input) {
    hand(Arrival.wish(
        running.nextId(),
        "local",
        workflow,
        Trigger.ofWord(trigger),
        Optional.of(message),
        input.map(this::parsed).orElseGet(JsonNodeFactory.instance::objectNode),
        clock.instant()));
  }

  private JsonNode parsed(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException wrong) {
      return JsonNodeFactory.instance.textNode(text);
    }
  }

  private void hand(Arrival arrival) {
    Answer answer = running.deliveries().hand(arrival);
    LOG.info(
        "🔔 local hit: message {}, run {}, answered {}",
        arrival.message().orElseThrow(),
        answer.run().map(Object::toString).orElse("none"),
        answer.status());
  }
}
