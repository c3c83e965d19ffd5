package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.jdbc.JdbcAuditLog;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.House;
import dev.carillon.testing.MovingClock;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedriveOverHttpTest {
  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  private final ObjectMapper json = new ObjectMapper();
  private Role role = Role.OPERATOR;

  @RegisterExtension
  final Served served = new Served(clock, () -> new Caller("Zoë", role), this::resources).walking();

  private House house;
  private Run failed;

  @BeforeEach
  void open() {
    house = served.house();
    var id = house.save("shaky", "1.0.0", """
        - stop: {raise: {error: {type: 'https://shop.example/gone', status: 500, title: gone}}}
        """, "  metadata: { carillon: { retries: 0 } }\n");
    failed = house.ended(id, "{\"n\": 7}");
  }

  private List<Object> resources(House house) {
    var audit = new JdbcAuditLog(house.database);
    return List.of(
        UsualResources.runs(house),
        UsualResources.workflows(house),
        new AuditResource(audit, json),
        UsualResources.audited(house, audit));
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return served.send(method, path, body);
  }

  private HttpResponse<String> redrive(String body) throws Exception {
    return send("POST", "runs/" + failed.id() + "/redrive", body);
  }

  private JsonNode get(String path) throws Exception {
    return json.readTree(send("GET", path, "").body());
  }

  private JsonNode run(RunId id) throws Exception {
    return get("runs/" + id);
  }

  @Test
  void theSameRunGoesOnAndItsAttemptTellsWhoWantedThat() throws Exception {
    var answer = redrive("{\"mode\":\"same-run\",\"reason\":\"the shop is back\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .endsWith("/app/api/runs/" + failed.id());
    house.await(failed.id(), RunState.FAILED);
    JsonNode attempts = run(failed.id()).path("attemptList");
    assertThat(attempts.path(0).has("redrive")).isFalse();
    assertThat(attempts.path(1).path("redrive")).isEqualTo(json.readTree("""
            {"by":"Zoë","reason":"the shop is back","at":"2026-03-01T12:00:30Z","after":"failed"}"""));
    role = Role.ADMIN;
    assertThat(send("GET", "audit", "").body()).contains("run.redrive", "Zoë");
  }

  @ParameterizedTest
  @CsvSource({
    "201, 7, the input of the run is nested deeper than the 200 levels",
    "201, '', the input of the run is nested deeper than the 200 levels",
    "200, {}, the input of the run is nested deeper than the 200 levels",
    "1001, 7, 'the body has more levels, longer numbers or longer names than are read'",
  })
  void whatIsNestedTooDeepForAnyTaskIsNoInput(int levels, String inside, String told)
      throws Exception {
    String deep = "[".repeat(levels) + inside + "]".repeat(levels);

    var started = send("POST", "workflows/shaky/runs", deep);
    var anew = redrive("{\"mode\":\"new-run\",\"input\":" + deep + "}");

    for (var answer : List.of(started, anew)) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("/problems/invalid-body", told, "make it flatter");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e309", "1e-99999999999"})
  void aNumberThatIsOutOfReachIsNoInput(String number) throws Exception {
    var started = send("POST", "workflows/shaky/runs", "{\"n\": " + number + "}");
    var anew = redrive("{\"mode\":\"new-run\",\"input\":" + number + "}");

    for (var answer : List.of(started, anew)) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("/problems/invalid-body", number + " is out of reach", "\"column\":");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "", "[]"})
  void asDeepAsATaskMayGiveARunMayBeGiven(String inside) throws Exception {
    int around = inside.equals("[]") ? 199 : 200;
    String deep = "[".repeat(around) + inside + "]".repeat(around);

    assertThat(send("POST", "workflows/shaky/runs", deep).statusCode()).isEqualTo(202);
  }

  @Test
  void aNewRunAndTheOneInWhosePlaceItIsNameEachOther() throws Exception {
    var answer = redrive("{\"mode\":\"new-run\",\"from\":\"start\",\"input\":{\"n\":8}}");

    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode made = json.readTree(answer.body());
    assertThat(made.path("trigger").asText()).isEqualTo("redrive");
    assertThat(made.path("input").toString()).isEqualTo("{\"n\":8}");
    assertThat(made.path("redriveOf").path("runId").asText())
        .isEqualTo(failed.id().value());
    assertThat(made.path("redriveOf").path("by").asText()).isEqualTo("Zoë");
    assertThat(run(failed.id()).path("redrivenAs").path("runId")).isEqualTo(made.path("id"));
    var again = redrive("{\"mode\":\"same-run\"}");
    assertThat(again.statusCode()).isEqualTo(409);
    JsonNode problem = json.readTree(again.body());
    assertThat(problem.path("type").asText()).isEqualTo("/problems/not-redrivable");
    assertThat(problem.path("reason").asText()).isEqualTo("redriven");
    assertThat(problem.path("runId")).isEqualTo(made.path("id"));
  }

  @Test
  void aNewRunAtTheFailedStepTellsWhatItTookOverAndFromWhom() throws Exception {
    var id = house.save("half", "1.0.0", """
        - first: {set: '${ {got: .n} }'}
        - stop: {raise: {error: {type: 'https://shop.example/gone', status: 500, title: gone}}}
        """, "  metadata: { carillon: { retries: 0 } }\n");
    failed = house.ended(id, "{\"n\": 7}");
    house.save("half", "1.1.0", "- other: {set: {a: 1}}", "");

    var answer = redrive(
        "{\"mode\":\"new-run\",\"from\":\"failed-step\",\"input\":{\"n\":8},\"reason\":\"x\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode made = json.readTree(answer.body());
    assertThat(made.path("version").asText()).isEqualTo("1.0.0");
    assertThat(made.path("input").toString()).isEqualTo("{\"n\":8}");
    assertThat(made.path("redriveOf").path("from").asText()).isEqualTo("failed-step");
    assertThat(run(failed.id()).path("redrivenAs").path("from").asText()).isEqualTo("failed-step");
    house.await(new RunId(made.path("id").asText()), RunState.FAILED);
    JsonNode steps = get("runs/" + made.path("id").asText() + "/steps").path("items");
    assertThat(steps).hasSize(2);
    assertThat(steps.path(0).path("takenOver").asBoolean()).isTrue();
    assertThat(steps.path(0).path("attempt").asInt(7)).isZero();
    assertThat(steps.path(0).path("output").toString()).isEqualTo("{\"got\":7}");
    assertThat(steps.path(1).has("takenOver")).isFalse();
    assertThat(steps.path(1).path("attempt").asInt()).isEqualTo(1);
  }

  @Test
  void whoIsCanceledTellsWhyAndByWhomAndSoDoesWhomItWaitedForAndMayGoOnLater() throws Exception {
    house.save("kid", "- rest: {wait: P1D}");
    RunId parent = house.start(
        house.save(
            "parent", "- ask: {run: {workflow: {namespace: test, name: kid, version: '1.0.0'}}}"),
        "");
    house.await(parent, RunState.WAITING);
    RunId child = house.store.descendants(parent).get(0);
    house.await(child, RunState.WAITING);
    role = Role.VIEWER;
    String path = "runs/" + parent + "/cancellation";
    assertThat(send("POST", path, "{\"reason\":\"x\"}").statusCode()).isEqualTo(403);
    role = Role.OPERATOR;

    JsonNode canceled =
        json.readTree(send("POST", path, "{\"reason\":\"the shop is closed\"}").body());

    assertThat(canceled.path("state").asText()).isEqualTo("canceled");
    for (JsonNode one : List.of(canceled, run(parent))) {
      assertThat(one.path("cancelReason").asText()).isEqualTo("the shop is closed");
      assertThat(one.path("canceledBy").asText()).isEqualTo("Zoë");
    }
    JsonNode kid = run(child);
    assertThat(kid.path("state").asText()).isEqualTo("canceled");
    assertThat(kid.path("cancelReason").asText()).contains(parent.value());
    role = Role.ADMIN;
    assertThat(send("GET", "audit", "").body()).contains("run.cancel", "Zoë");
    JsonNode again = json.readTree(
        send("POST", "runs/" + parent + "/redrive", "{\"mode\":\"same-run\"}").body());
    assertThat(again.path("state").asText()).isIn("retrying", "running", "waiting");
    assertThat(run(parent).path("attemptList").path(1).path("redrive").toString())
        .contains("the shop is closed");
  }

  @Test
  void whatIsNotClearOrCannotBeIsRefusedAndSaysWhatToDo() throws Exception {
    refused("", "mode is same-run");
    refused("{}", "mode is same-run (go on at the failed step)");
    refused("{\"reason\":\"why\"}", "mode is same-run or new-run");
    refused("{\"mode\":\"again\"}", "mode is same-run or new-run");
    refused("{\"mode\":7}", "mode is a text");
    refused("{\"mode\":\"same-run\",\"from\":\"start\"}", "another run: mode new-run");
    refused("{\"mode\":\"new-run\",\"from\":\"middle\"}", "from is failed-step or start");
    refused("{\"mode\":\"same-run\",\"input\":{}}", "another input needs another run");
    refused("{\"mode\":\"same-run\",\"why\":\"x\"}", "there is no field");
    refused("{\"mode\":\"same-run\",\"reason\":\"" + "x".repeat(1001) + "\"}", "at most 1000");
    role = Role.VIEWER;
    assertThat(redrive("{\"mode\":\"same-run\"}").statusCode()).isEqualTo(403);
    assertThat(house.store.get(failed.id())).isEqualTo(failed);
  }

  private void refused(String body, String why) throws Exception {
    var answer = redrive(body);
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(json.readTree(answer.body()).path("detail").asText())
        .contains(why)
        .doesNotEndWith("not ");
  }
}
