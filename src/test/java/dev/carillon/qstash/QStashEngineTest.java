package dev.carillon.qstash;

import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble.Kind;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.scheduling.ScheduleEngine.OneOff;
import dev.carillon.testing.qstash.Call;
import dev.carillon.testing.qstash.Delivery;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeReply;
import dev.carillon.testing.qstash.Plan;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the engine sends to QStash. */
class QStashEngineTest extends EngineOnQStash {
  private Call putCall() {
    return qstash.calls().stream()
        .filter(call -> call.header("Upstash-Cron").length() > 0)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Test
  void aScheduleIsSentWithAllThatItNeedsAndNothingElse() throws Exception {
    engine.put(aSchedule("Report")
        .revision(7)
        .cron("30 9 * * MON-FRI")
        .in("Europe/Berlin")
        .build());

    Call call = putCall();
    assertThat(call.line()).isEqualTo("POST /v2/schedules/" + HOOK);
    Map<String, List<String>> headers = new TreeMap<>(call.headers());
    headers
        .keySet()
        .removeIf(name -> List.of(
                "host",
                "connection",
                "content-length",
                "user-agent",
                "authorization",
                "accept",
                "accept-encoding")
            .contains(name.toLowerCase(java.util.Locale.ROOT)));
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
            Map.entry("Content-Type", List.of("application/json")),
            Map.entry("Upstash-Method", List.of("POST")),
            Map.entry("Upstash-Schedule-Id", List.of("carillon.report")),
            Map.entry("Upstash-Cron", List.of("CRON_TZ=Europe/Berlin 30 9 * * 1-5")),
            Map.entry("Upstash-Retries", List.of("3")),
            Map.entry("Upstash-Timeout", List.of("40s")),
            Map.entry(
                "Upstash-Label", List.of("workflow-Report,carillon-" + AtQStash.INSTALLATION)),
            Map.entry("Upstash-Forward-X-Gateway-Key", List.of("gate")),
            Map.entry("Upstash-Redact-Fields", List.of("header[X-Gateway-Key]")),
            Map.entry(
                "Upstash-Failure-Callback",
                List.of(AtQStash.BASE + "/api/qstash/failure?x-vercel-protection-bypass=s%2Fcret")),
            Map.entry("Upstash-Failure-Callback-Retries", List.of("3")),
            Map.entry("Upstash-Failure-Callback-Forward-X-Gateway-Key", List.of("gate"))));
    assertThat(json.readTree(call.body()))
        .isEqualTo(json.readTree("{\"workflowId\":\"Report\",\"trigger\":\"cron\","
            + "\"source\":\"qstash\",\"scheduleId\":\"carillon.report\",\"revision\":7,"
            + "\"installation\":\"" + AtQStash.INSTALLATION + "\"}"));
  }

  @Test
  void whatIsDeliveredCarriesTheGatewaysKey() {
    List<Delivery> delivered = new ArrayList<>();
    qstash.answersFor(AtQStash.BASE, it -> {
      delivered.add(it);
      return FakeReply.of(500, "no");
    });
    qstash.plan(Plan.PAY_AS_YOU_GO);
    engine.put(aSchedule("report").cron("0 13 * * *").build());

    qstash.deliverAt(NOON.plus(Duration.ofHours(2)));

    assertThat(delivered).extracting(it -> it.header("X-Gateway-Key")).containsOnly("gate");
    assertThat(delivered.get(0).url()).isEqualTo(HOOK);
    assertThat(delivered)
        .extracting(Delivery::url)
        .contains(AtQStash.BASE + "/api/qstash/failure?x-vercel-protection-bypass=s%2Fcret");
  }

  @ParameterizedTest
  @CsvSource({
    "@daily, UTC, 0 0 * * *",
    "@hourly, Asia/Tokyo, CRON_TZ=Asia/Tokyo 0 * * * *",
    "0 3 ? JAN SUN, Etc/UTC, 0 3 * 1 0",
    "0 3 * * *, Europe/London, CRON_TZ=Europe/London 0 3 * * *"
  })
  void theCronIsFiveFieldsWithTheZoneInFrontUnlessThatIsUtc(String cron, String zone, String sent) {
    engine.put(aSchedule("report").cron(cron).in(zone).build());

    assertThat(qstash.schedule("carillon.report").cron()).isEqualTo(sent);
  }

  @Test
  void whatIsHeldAsWantedIsLeftAlone() {
    engine.put(aSchedule("report").build());
    int calls = qstash.calls().size();

    engine.put(aSchedule("report").build());

    assertThat(lines().subList(calls, lines().size()))
        .containsExactly("GET /v2/schedules/carillon.report");
  }

  @Test
  void aPausedScheduleIsPutAndThenPausedAndASecondTimeLeftAlone() {
    engine.put(aSchedule("report").paused().build());

    assertThat(lines()).endsWith("PATCH /v2/schedules/carillon.report/pause");
    assertThat(qstash.schedule("carillon.report").paused()).isTrue();
    int calls = qstash.calls().size();
    engine.put(aSchedule("report").paused().build());
    assertThat(qstash.calls()).hasSize(calls + 1);

    engine.put(aSchedule("report").build());
    assertThat(qstash.schedule("carillon.report").paused()).isFalse();
    assertThat(lines()).endsWith("PATCH /v2/schedules/carillon.report/resume");
  }

  @Test
  void anEditOfAPausedScheduleEndsPaused() {
    engine.put(aSchedule("report").paused().build());

    engine.put(aSchedule("report").revision(2).cron("0 4 * * *").paused().build());

    assertThat(qstash.schedule("carillon.report").paused()).isTrue();
    assertThat(qstash.schedule("carillon.report").cron()).isEqualTo("0 4 * * *");
  }

  @Test
  void aPauseThatIsRefusedAfterThePutIsNoRefusalOfAll() {
    qstash.fails(Failure.BAD_TOKEN).forMethod("PATCH");

    assertThatThrownBy(() -> engine.put(aSchedule("report").paused().build()))
        .isInstanceOfSatisfying(
            EngineUnavailableException.class,
            e -> assertThat(e.trouble().kind()).isEqualTo(Kind.BAD_TOKEN));
    assertThat(qstash.schedules()).hasSize(1);
  }

  @Test
  void aMessageIsSentToTheWebhookAndNotBeforeItsInstant() throws Exception {
    RunId run = RunId.of(1, 2, 3);
    var nudge = new OneOff(new WorkflowId("Report"), "manual", Optional.empty(), Optional.of(run));

    MessageId id = engine.send(nudge, NOON.plusSeconds(90));

    Call call = qstash.calls().get(0);
    assertThat(call.line()).isEqualTo("POST /v2/publish/" + HOOK);
    assertThat(call.header("Upstash-Not-Before"))
        .isEqualTo(String.valueOf(NOON.plusSeconds(90).getEpochSecond()));
    assertThat(call.header("Upstash-Deduplication-Id")).startsWith("carillon-").doesNotContain(":");
    JsonNode body = json.readTree(call.body());
    assertThat(body.get("runId").asText()).isEqualTo(run.value());
    assertThat(body.get("workflowId").asText()).isEqualTo("Report");
    assertThat(body.get("installation").asText()).isEqualTo(AtQStash.INSTALLATION);
    assertThat(body.has("scheduleId")).isFalse();
    assertThat(qstash.messages().get(0).id()).isEqualTo(id.value());
  }

  @Test
  void anInputStandsAsItWasGiven() throws Exception {
    var message = new OneOff(
        new WorkflowId("report"),
        "manual",
        Optional.of("{\"n\":1.10,\"big\":12345678901234567890}"));
    engine.send(message, NOON);
    engine.send(new OneOff(new WorkflowId("report"), "manual", Optional.of("no json")), NOON);

    assertThat(qstash.calls().get(0).text())
        .contains("\"input\":{\"n\":1.10,\"big\":12345678901234567890}");
    assertThat(json.readTree(qstash.calls().get(1).body()).get("input").asText())
        .isEqualTo("no json");
    assertThat(qstash.calls().get(0).header("Upstash-Not-Before")).isEmpty();
  }

  @Test
  void aNudgeThatIsDueLaterThanThePlanAllowsComesAsLateAsItAllows() {
    var nudge = new OneOff(
        new WorkflowId("report"), "manual", Optional.empty(), Optional.of(RunId.of(1, 2, 3)));

    engine.send(nudge, NOON.plus(Duration.ofDays(30)));

    assertThat(qstash.messages().get(0).notBefore())
        .isEqualTo(NOON.plus(Duration.ofDays(7)).minusSeconds(60));
  }

  @Test
  void aRunThatIsAskedForLaterThanThePlanAllowsIsRefused() {
    var run = new OneOff(new WorkflowId("report"), "manual", Optional.empty());

    assertThatThrownBy(() -> engine.send(run, NOON.plus(Duration.ofDays(30))))
        .isInstanceOfSatisfying(
            EngineRefusedException.class,
            e -> assertThat(e.trouble().kind()).isEqualTo(Kind.DELAY_TOO_LONG));
    assertThat(qstash.calls()).isEmpty();
  }

  @Test
  void aMessageWhoseAnswerWasLostIsSentOnce() {
    qstash.fails(Failure.AFTER_APPLYING);

    MessageId id =
        engine.send(new OneOff(new WorkflowId("report"), "manual", Optional.empty()), NOON);

    assertThat(qstash.messages()).extracting(it -> it.id()).containsExactly(id.value());
    assertThat(qstash.calls()).hasSize(2);
  }
}
