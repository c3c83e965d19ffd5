package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.Cron;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.scheduling.Situation.View;
import dev.carillon.scheduling.Situation.View.Kind;
import dev.carillon.scheduling.Standing.Held;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One schedule from the three sides, wanted, told and held, as a test puts it. */
abstract class PlannerCase {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final String URL = "https://us.example/app/api/qstash/webhook";
  static final ScheduleId ID = new ScheduleId("nightly");

  // What we want.
  boolean active = true;
  int revision = 2;
  String cron = "0 2 * * *";
  Sync sync = Sync.IN_SYNC;
  Optional<Pause> pause = Optional.empty();
  String home = "qstash";
  // What was told.
  Optional<String> toldTo = Optional.of("qstash");
  int toldRevision = 2;
  Instant toldAt = NOON.minus(Duration.ofHours(1));
  boolean hushed;
  // What is held.
  boolean isThere = true;
  String heldCron = "0 2 * * *";
  int heldRevision = 2;
  boolean heldPaused;
  Optional<String> installation = Optional.of("us");
  String destination = URL;
  Kind kind = Kind.SHARED;
  boolean enforces;
  boolean known = true;
  // Where it was told, and where we are now; another schedule that was told where it was.
  Optional<String> toldWhere = Optional.empty();
  Optional<String> where = Optional.empty();
  boolean otherIsThere;
  Instant otherToldAt = toldAt;

  static Map<String, String> facts(int revision, String cron, String destination) {
    return Map.of(
        "revision",
        String.valueOf(revision),
        "cron",
        cron,
        "timezone",
        "UTC",
        "destination",
        destination);
  }

  static Map<String, String> in(Optional<String> account, Map<String, String> facts) {
    Map<String, String> all = new HashMap<>(facts);
    account.ifPresent(it -> all.put(ScheduleEngine.ACCOUNT, it));
    return all;
  }

  Schedule schedule() {
    return schedule(ID);
  }

  Schedule schedule(ScheduleId id) {
    return new Schedule(
        id,
        new WorkflowId("Nightly"),
        active,
        revision,
        new Wording(Cron.parse(cron), ZoneOffset.UTC, 3, Overlap.SKIP, CatchUp.LAST),
        Set.of(),
        sync,
        pause,
        NOON.minus(Duration.ofDays(1)));
  }

  Optional<Told> told(Instant at) {
    return toldTo.map(engine ->
        new Told(engine, toldRevision, in(toldWhere, facts(toldRevision, "0 2 * * *", URL)), at));
  }

  List<PlanItem> items() {
    Optional<Told> told = told(toldAt);
    ScheduleId other = new ScheduleId("other");
    Standing beside = new Standing(
        schedule(other),
        false,
        new Held(told(otherToldAt), false, Optional.empty()),
        Optional.empty());
    Standing standing =
        new Standing(schedule(), false, new Held(told, hushed, Optional.empty()), Optional.empty());
    Found found = found(ID);
    View view = View.of(
        kind == Kind.LOCAL ? "local" : "qstash",
        kind,
        isThere ? List.of(found) : otherIsThere ? List.of(found(other)) : List.of(),
        it -> in(where, facts(it.revision(), it.wording().cron().text(), URL)));
    return Planner.plan(new Situation(
        known ? otherIsThere ? List.of(standing, beside) : List.of(standing) : List.of(),
        List.of(view),
        it -> home,
        new Owner("us", List.of("https://us.example/app")),
        enforces,
        NOON));
  }

  Found found(ScheduleId id) {
    return new Found(
        "carillon." + id,
        Optional.of(id),
        installation,
        heldRevision,
        destination,
        facts(heldRevision, heldCron, destination),
        heldPaused,
        Optional.empty());
  }

  void isLine(PlanItem.Action action, Reason reason, boolean automatic) {
    assertThat(items()).singleElement().satisfies(it -> {
      assertThat(it.action()).isEqualTo(action);
      assertThat(it.reason()).isEqualTo(reason);
      assertThat(it.automatic()).isEqualTo(automatic);
    });
  }

  void isNothing() {
    assertThat(items()).isEmpty();
  }
}
