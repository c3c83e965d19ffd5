package dev.carillon.qstash;

import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.scheduling.ScheduleEngine.Held;
import dev.carillon.testing.qstash.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the engine finds at QStash, and by what it differs from what is wanted. */
class QStashSurveyTest extends EngineOnQStash {
  @Test
  void whatBelongsToAnotherInstallationOrNamespaceIsNotListed() {
    engine.put(aSchedule("ours").build());
    other("carillon", "another-installation").put(aSchedule("theirs").build());
    other("elsewhere", AtQStash.INSTALLATION).put(aSchedule("moved").build());
    qstash.console().create("by-hand", "0 1 * * *", AtQStash.BASE + "/api/jobs/report");
    qstash.console().create("alien", "0 1 * * *", "https://shop.test/job");
    qstash.console().create("carillon.Odd_name", "0 1 * * *", "https://shop.test/job");

    assertThat(engine.list()).extracting(Held::id).containsExactly(new ScheduleId("ours"));
    assertThat(engine.survey())
        .extracting(Found::name)
        .containsExactlyInAnyOrder(
            "carillon.ours", "carillon.theirs", "elsewhere.moved", "by-hand", "carillon.Odd_name");
    assertThat(found("carillon.ours").installation()).contains(AtQStash.INSTALLATION);
    assertThat(found("carillon.theirs").installation()).contains("another-installation");
    assertThat(found("carillon.theirs").id()).contains(new ScheduleId("theirs"));
    assertThat(found("elsewhere.moved").id()).isEmpty();
    assertThat(found("by-hand").id()).isEmpty();
    assertThat(found("by-hand").installation()).isEmpty();
    assertThat(found("carillon.Odd_name").id()).isEmpty();
    assertThat(lines()).filteredOn("GET /v2/schedules"::equals).hasSize(9);
  }

  private QStashEngine other(String namespace, String installation) {
    return new QStashEngine(
        at.client(),
        QStashTerms.of(namespace, Duration.ofSeconds(25), "free", Map.of()),
        new Addresses(List.of(AtQStash.BASE), List::of, Optional.empty(), false),
        workflow -> QStashEngine.WEBHOOK,
        () -> installation,
        clock);
  }

  private Found found(String name) {
    return engine.survey().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aScheduleUnderAFormerUrlIsFoundAndALookAlikeIsNot() {
    qstash.console().create("old", "0 1 * * *", "https://old.example/api/qstash/webhook");
    qstash.console().create("like", "0 1 * * *", "https://old.example.evil.test/api");
    qstash.console().create("near", "0 1 * * *", "https://old.examples/api");
    qstash.console().create("shout", "0 1 * * *", "HTTPS://OLD.example:443/x");
    var moved = new QStashEngine(
        at.client(),
        QStashTerms.of("carillon", Duration.ofSeconds(25), "free", Map.of()),
        new Addresses(
            List.of(AtQStash.BASE), () -> List.of("https://old.example"), Optional.empty(), false),
        workflow -> QStashEngine.WEBHOOK,
        () -> AtQStash.INSTALLATION,
        clock);

    assertThat(moved.survey()).extracting(Found::name).containsExactlyInAnyOrder("old", "shout");
  }

  @Test
  void whatWasPutHasNoDifferences() {
    Schedule wanted =
        aSchedule("Report").revision(3).cron("@daily").in("Europe/Berlin").build();
    engine.put(wanted);

    Found found = found("carillon.report");

    assertThat(found.differences(engine.facts(wanted))).isEmpty();
    assertThat(found.revision()).isEqualTo(3);
    assertThat(found.facts().keySet())
        .containsAll(List.of(
            "cron",
            "timezone",
            "destination",
            "method",
            "headers",
            "body",
            "workflowId",
            "revision",
            "installation",
            "retries",
            "retryDelay",
            "labels",
            "failureCallback",
            "callback",
            "delay"));
    assertThat(found.destination()).endsWith("x-vercel-protection-bypass=***");
    assertThat(found.facts().toString())
        .doesNotContain(SECRET)
        .doesNotContain("s%2Fcret")
        .doesNotContain("gate,")
        .doesNotContain("gate}");
  }

  @Test
  void eachEditInTheConsoleIsAFactThatDiffers() {
    Schedule wanted = aSchedule("report").build();
    engine.put(wanted);
    Map<String, String> facts = engine.facts(wanted);
    String name = "carillon.report";

    qstash.console().edit(name, it -> it.withCron("0 5 * * *"));
    assertThat(found(name).differences(facts)).containsExactly("cron");
    qstash.console().edit(name, it -> it.withCron("CRON_TZ=Asia/Tokyo * * * * *"));
    assertThat(found(name).differences(facts)).containsExactly("timezone");
    qstash.console().edit(name, it -> it.withCron("* * * * *").withRetries(5));
    assertThat(found(name).differences(facts)).containsExactly("retries");
    qstash.console().edit(name, it -> it.withRetries(3).withBody("{\"workflowId\":\"other\"}"));
    assertThat(found(name).differences(facts))
        .containsExactly("body", "installation", "revision", "scheduleId", "workflowId");
    qstash.console().edit(name, it -> it.withDestination(AtQStash.BASE + "/api/jobs/report"));
    assertThat(found(name).differences(facts)).contains("destination");
  }

  @Test
  void anotherBypassOrGatewayKeyIsAFactThatDiffersAndIsNotShown() {
    Schedule wanted = aSchedule("report").build();
    engine.put(wanted);
    QStashEngine changed = at.bypass("other-secret")
        .terms(QStashTerms.of(
            "carillon", Duration.ofSeconds(25), "free", Map.of("X-Gateway-Key", "other-gate")))
        .engine();

    assertThat(found("carillon.report").differences(changed.facts(wanted)))
        .containsExactly("destination", "failureCallback", "headers");
    assertThat(changed.facts(wanted).toString())
        .doesNotContain("other-secret")
        .doesNotContain("other-gate");
    changed.put(wanted);
    assertThat(found("carillon.report").differences(changed.facts(wanted))).isEmpty();
  }

  @Test
  void aThousandSchedulesAreSurveyedByOneCall() {
    qstash.plan(Plan.PAY_AS_YOU_GO);
    for (int i = 0; i < 1_000; i++) {
      qstash.console().create("carillon.s" + i, "0 1 * * *", AtQStash.BASE + "/x");
    }
    AtQStash roomy = AtQStash.at(qstash.url(), qstash.token(), QStashLimits.standard(), clock);

    assertThat(roomy.engine().survey()).hasSize(1_000);
    assertThat(lines()).containsExactly("GET /v2/schedules");
    roomy.close();
  }
}
