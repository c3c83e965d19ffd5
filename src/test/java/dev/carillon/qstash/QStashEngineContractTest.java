package dev.carillon.qstash;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carillon.run.MessageId;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleEngine;
import dev.carillon.scheduling.ScheduleEngineContract;
import dev.carillon.testing.RecordingBell;
import dev.carillon.testing.SetClock;
import dev.carillon.testing.qstash.Delivery;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.FakeReply;
import dev.carillon.testing.qstash.HeldMessage;
import dev.carillon.workflow.WorkflowId;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** QStash as an engine, against the fake that delivers by itself. */
class QStashEngineContractTest implements ScheduleEngineContract {
  private final SetClock clock = new SetClock(NOON);
  private final RecordingBell bell = new RecordingBell(clock);
  private final JsonMapper json = new JsonMapper();
  private FakeQStash qstash;
  private AtQStash at;

  @BeforeEach
  void start() {
    clock.set(NOON);
    qstash = FakeQStash.start(clock).answersFor(AtQStash.BASE, this::rung).runsByItself();
    at = AtQStash.over(qstash, clock);
  }

  @AfterEach
  void stop() {
    at.close();
    qstash.close();
  }

  /** What our webhook makes of a delivery, as far as the contract goes. */
  private FakeReply rung(Delivery delivery) {
    try {
      JsonNode body = json.readTree(delivery.body());
      MessageId message = new MessageId(delivery.header("Upstash-Message-Id"));
      if (body.has("scheduleId")) {
        String name = body.get("scheduleId").asText();
        bell.ring(
            new ScheduleId(name.substring(name.indexOf('.') + 1)),
            body.get("revision").asInt(),
            clock.instant().truncatedTo(ChronoUnit.MINUTES),
            message);
      } else {
        bell.deliver(
            message,
            new WorkflowId(body.get("workflowId").asText()),
            body.get("trigger").asText(),
            Optional.ofNullable(body.get("input")).map(JsonNode::toString));
      }
      return FakeReply.of(200, "{}");
    } catch (IOException broken) {
      return FakeReply.of(500, broken.getMessage());
    }
  }

  @Override
  public ScheduleEngine engine() {
    return at.engine();
  }

  @Override
  public RecordingBell bell() {
    return bell;
  }

  @Override
  public void timeIs(Instant now) {
    clock.set(now);
  }

  @Override
  public void settle() {
    await()
        .atMost(PATIENCE)
        .until(() ->
            qstash.messages().stream().noneMatch(it -> it.state() == HeldMessage.State.ACTIVE));
  }
}
