package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.running.House;
import dev.carillon.testing.Scratch;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.DeadLetter;
import dev.carillon.testing.qstash.HeldMessage;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A {@link RungHouse} for a test class, brought to rest after each test. */
final class Rung implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  static final String WEBHOOK = "/api/qstash/webhook";

  final Gate gate = new Gate();
  private final Duration hold;
  private final boolean nudged;
  private final int room;
  private Scratch scratch;
  private RungHouse house;

  private Rung(Duration hold, boolean nudged, int room) {
    this.hold = hold;
    this.nudged = nudged;
    this.room = room;
  }

  static Rung holding(Duration hold) {
    return new Rung(hold, false, RungHouse.ROOM);
  }

  /** Rings a house that walks so many runs at a time. */
  static Rung withRoomFor(int runs, Duration hold) {
    return new Rung(hold, false, runs);
  }

  static Rung nudged() {
    return new Rung(Duration.ofSeconds(20), true, RungHouse.ROOM);
  }

  RungHouse at() {
    return house;
  }

  static JsonNode body(Attempt attempt) {
    return House.json(attempt.answer());
  }

  static List<Integer> statuses(List<Attempt> attempts) {
    return attempts.stream().map(Attempt::status).toList();
  }

  HeldMessage message(Attempt attempt) {
    return house.qstash.messages().stream()
        .filter(it -> it.id().equals(attempt.messageId()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns all attempts at a message. */
  List<Attempt> of(String messageId) {
    return house.qstash.attempts().stream()
        .filter(it -> it.messageId().equals(messageId))
        .toList();
  }

  /** Returns what the schedule of a workflow sends. */
  String bodyOf(WorkflowId id) {
    return house.qstash.schedule("carillon." + id.folded()).body();
  }

  DeadLetter lastDeadLetter() {
    List<DeadLetter> all = house.qstash.dlq();
    return all.get(all.size() - 1);
  }

  /** Returns the dead letters of a workflow as our API shows them. */
  JsonNode letters(WorkflowId id) throws Exception {
    HttpResponse<String> answer = house.get("/api/dead-letters?workflow=" + id);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
    return RungHouse.json(answer).get("items");
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    scratch = Scratch.open();
    house = new RungHouse(scratch.directory(), hold, nudged, room, gate);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    gate.reset();
    house.rest();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    gate.reset();
    house.close();
    scratch.close();
  }
}
