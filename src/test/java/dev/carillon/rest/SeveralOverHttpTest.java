package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.AuditLog;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.jdbc.JdbcAuditLog;
import dev.carillon.jdbc.JdbcBackfillStore;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.Arrivals;
import dev.carillon.running.House;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.watching.Backfills;
import dev.carillon.watching.Bells;
import dev.carillon.watching.Pausing;
import dev.carillon.watching.Resuming;
import dev.carillon.watching.Watch;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pausing and resuming several schedules at once, and what is under way meanwhile, over HTTP. */
class SeveralOverHttpTest {
  private static final Instant ONE = Instant.parse("2026-03-01T13:00:00Z");

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  private final ObjectMapper json = new ObjectMapper();
  private Role role = Role.OPERATOR;

  @RegisterExtension
  final Served served = new Served(clock, () -> new Caller("Zoë", role), this::resources).walking();

  private House house;
  private AuditLog audit;
  private Runnable beforeCancel = () -> {};

  @BeforeEach
  void open() {
    house = served.house();
    for (String name : List.of("first", "second")) {
      WorkflowId id = house.save(name, "- pause: { wait: PT2H }\n");
      house.scheduling.activate(id, new Wishes(Map.of("cron", Optional.of("0 * * * *"))));
    }
  }

  private List<Object> resources(House house) {
    audit = new JdbcAuditLog(house.database);
    var watch = new Watch(
        new JdbcLedger(house.database), house.runs, Bells.LOCAL, house.changes, clock, "node-1");
    var backfills = new Backfills(new JdbcBackfillStore(house.database), house.changes, clock);
    var resuming = new Resuming(house.scheduling, backfills, watch, clock);
    var pausing = new Pausing(house.scheduling, house.store, (run, why) -> {
      beforeCancel.run();
      return house.runs.cancel(run, why);
    });
    return List.of(
        UsualResources.audited(house, audit),
        new PausesResource(house.scheduling, pausing, json, clock),
        new SeveralPausesResource(house.scheduling, pausing, json, clock),
        new SeveralResumptionsResource(house.scheduling, resuming, json, clock));
  }

  private JsonNode send(int status, String method, String path, String body) throws Exception {
    return served.told(status, method, path, body);
  }

  private boolean isPaused(String schedule) {
    return house.scheduling.get(new ScheduleId(schedule)).pause().isPresent();
  }

  private RunId underWay(String name) {
    clock.moveTo(ONE.plusSeconds(1));
    var answer = house.hand(Arrivals.of(house, new WorkflowId(name)).local(ONE).build());
    RunId run = answer.run().orElseThrow();
    house.await(run, RunState.WAITING);
    return run;
  }

  private List<String> entries() {
    return audit.list(Optional.empty(), Optional.empty(), 10).stream()
        .map(AuditLog.Kept::entry)
        .map(it -> it.who() + " " + it.action() + " " + it.object())
        .toList();
  }

  @Test
  void eachIsPausedAndAnsweredForByItself() throws Exception {
    JsonNode answer = send(
        207,
        "POST",
        "pauses",
        "{\"schedules\":[\"first\",\"nobody\",\"second\",\"first\"],\"reason\":\"moving\"}");

    assertThat(answer.get("items").findValuesAsText("scheduleId"))
        .containsExactly("first", "nobody", "second");
    assertThat(answer.get("items").findValuesAsText("status")).contains("200", "404");
    assertThat(answer.at("/items/1/problem/type").asText()).isEqualTo("/problems/unknown-schedule");
    assertThat(answer.at("/items/2/done/schedule/pause/reason").asText()).isEqualTo("moving");
    assertThat(isPaused("first") && isPaused("second")).isTrue();
    assertThat(entries())
        .as("what was refused is no change")
        .containsExactly("Zoë schedule.pause schedule second", "Zoë schedule.pause schedule first");
    assertThat(audit.list(Optional.empty(), Optional.empty(), 1).get(0).entry())
        .satisfies(it -> assertThat(it.before().orElseThrow()).doesNotContain("moving"))
        .satisfies(it -> assertThat(it.after().orElseThrow()).contains("moving"));
  }

  @Test
  void eachIsResumedWithWhatItSkipped() throws Exception {
    send(200, "POST", "pauses", "{\"schedules\":[\"first\",\"second\"]}");
    clock.moveTo(ONE.plusSeconds(600));

    JsonNode answer =
        send(200, "POST", "resumptions", "{\"schedules\":[\"first\",\"second\"],\"run\":\"last\"}");

    assertThat(answer.at("/items/0/status").asInt()).isEqualTo(202);
    assertThat(answer.at("/items/1/done/backfill/total").asInt()).isEqualTo(1);
    assertThat(isPaused("first") || isPaused("second")).isFalse();
    assertThat(entries()).filteredOn(it -> it.contains("schedule.resume")).hasSize(2);
    assertThat(send(207, "POST", "resumptions", "{\"schedules\":[\"first\"],\"run\":\"all\"}")
            .at("/items/0/problem/type")
            .asText())
        .isEqualTo("/problems/schedule-changed");
  }

  @Test
  void whatIsUnderWayGoesOnUnlessItIsToBeCanceled() throws Exception {
    RunId run = underWay("first");

    JsonNode paused = send(200, "PUT", "schedules/first/pause", "{\"reason\":\"moving\"}");
    assertThat(paused.has("canceled")).isFalse();
    assertThat(house.store.get(run).state()).isEqualTo(RunState.WAITING);

    JsonNode canceled =
        send(200, "PUT", "schedules/first/pause", "{\"reason\":\"moving\",\"running\":\"cancel\"}");
    assertThat(canceled.at("/canceled/0").asText()).isEqualTo(run.value());
    assertThat(house.store.get(run))
        .satisfies(it -> assertThat(it.state()).isEqualTo(RunState.CANCELED))
        .satisfies(it -> assertThat(it.canceled())
            .contains(new Run.Canceled("the schedule was paused: moving", Optional.of("Zoë"))));
  }

  @Test
  void ofSeveralTooWhatIsUnderWayIsCanceledButNotWhatSomebodyStartedByHand() throws Exception {
    RunId due = underWay("second");
    RunId byHand = house
        .runs
        .start(new WorkflowId("second"), Trigger.MANUAL, json.createObjectNode())
        .id();

    JsonNode answer = send(
        200, "POST", "pauses", "{\"schedules\":[\"first\",\"second\"],\"running\":\"cancel\"}");

    assertThat(answer.at("/items/0/done").has("canceled")).isFalse();
    assertThat(answer.at("/items/1/done/canceled").toString()).isEqualTo("[\"" + due + "\"]");
    assertThat(house.store.get(byHand).state()).isNotEqualTo(RunState.CANCELED);
  }

  @Test
  void whatIsDoneBeforeSomethingBreaksIsInTheAuditLogAtOnce() throws Exception {
    underWay("second");
    List<String> meanwhile = new ArrayList<>();
    beforeCancel = () -> {
      meanwhile.addAll(entries());
      throw new IllegalStateException("the cancel broke");
    };
    String first = "Zoë schedule.pause schedule first";
    String second = "Zoë schedule.pause schedule second";

    send(207, "POST", "pauses", "{\"schedules\":[\"first\",\"second\"],\"running\":\"cancel\"}");
    assertThat(meanwhile).containsExactly(first);
    assertThat(entries()).containsExactly(second, first);

    String again = "{\"reason\":\"moving\",\"running\":\"cancel\"}";
    send(500, "PUT", "schedules/second/pause", again);
    assertThat(entries()).containsExactly(second, second, first);
    send(500, "PUT", "schedules/second/pause", again);
    assertThat(entries()).as("nothing was changed").hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"schedules\":[]}",
        "{\"schedules\":\"first\"}",
        "{\"schedules\":[1]}",
        "{\"schedules\":[\"first\"],\"what\":1}",
        "{\"schedules\":[\"first\"],\"running\":\"kill\"}"
      })
  void whatIsUnclearIsRefusedAsAWhole(String body) throws Exception {
    send(400, "POST", "pauses", body);

    assertThat(isPaused("first")).isFalse();
    assertThat(entries()).isEmpty();
  }

  @Test
  void whoMayOnlyLookMayNeitherPauseNorResume() throws Exception {
    role = Role.VIEWER;

    send(403, "POST", "pauses", "{\"schedules\":[\"first\"]}");
    send(403, "POST", "resumptions", "{\"schedules\":[\"first\"]}");
  }
}
