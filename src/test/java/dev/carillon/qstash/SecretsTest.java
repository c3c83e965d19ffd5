package dev.carillon.qstash;

import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.scheduling.ScheduleEngine.OneOff;
import dev.carillon.testing.LoudLogs;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetRequest;
import dev.carillon.testing.TargetServer;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No secret gets out: not by a log at its finest, not by an exception, not by a text. */
class SecretsTest {
  private static final String TOKEN = "tok3n-eyJVc2VySUQiOiJYIn0=";
  private static final String CURRENT = "sig_7kYjw48mhY7kAjqNGcy6cr29RJ6rXXXX";
  private static final String NEXT = "sig_5ZB6DVzB1wjE8S6rZ7eenA8PdnhsXXXX";
  private static final String BYPASS = "by/p&ss=s cret";
  private static final String GATE = "gate-value \"quoted\"";
  private static final List<String> SECRETS = List.of(
      TOKEN,
      "eyJVc2VySUQiOiJYIn0",
      CURRENT,
      "7kYjw48mhY7kAjqNGcy6cr29RJ6r",
      NEXT,
      BYPASS,
      "by%2Fp%26ss%3Ds+cret",
      "by%2Fp%26ss%3Ds%20cret",
      GATE,
      "gate-value");

  private final MovingClock clock = MovingClock.at("2026-11-22T12:00:00Z");
  private final LoudLogs logs = new LoudLogs();
  private final List<String> told = new ArrayList<>();
  private TargetServer server;

  @BeforeEach
  void listen() {
    server = TargetServer.thatAnswers(SecretsTest::repeatingAllThatItGot);
  }

  @AfterEach
  void close() {
    server.close();
    logs.close();
  }

  /** The worst that QStash, or a proxy on the way, could do. */
  private static TargetAnswer repeatingAllThatItGot(TargetRequest request) {
    String all = request.line() + " " + request.headers() + " " + request.text() + " " + CURRENT
        + " and \\\"quoted\\\"" + " " + NEXT;
    int status = request.target().contains("keys") ? 400 : 412;
    return TargetAnswer.of(status, all).with("X-Echo", "Bearer " + TOKEN);
  }

  private AtQStash at() {
    return AtQStash.at(server.uri(""), TOKEN, List.of(CURRENT, NEXT, BYPASS, GATE), clock)
        .bypass(BYPASS)
        .terms(QStashTerms.of(
            "carillon", Duration.ofSeconds(25), "free", Map.of("X-Gateway-Key", GATE)));
  }

  private void note(ThrowingCallable work) {
    Throwable thrown = catchThrowable(work);
    assertThat(thrown).isNotNull();
    told.add(LoudLogs.told(thrown));
    told.add(String.valueOf(trouble(thrown)));
  }

  private static EngineTrouble trouble(Throwable thrown) {
    return thrown instanceof EngineRefusedException refused
        ? refused.trouble()
        : ((EngineUnavailableException) thrown).trouble();
  }

  private void assertNothingGotOut() {
    assertThat(server.requests()).isNotEmpty();
    String all = logs.text() + String.join("\n", told);
    assertThat(all).isNotEmpty();
    Stream<Consumer<String>> checks =
        SECRETS.stream().map(secret -> text -> assertThat(text).doesNotContain(secret));
    checks.forEach(check -> check.accept(all));
  }

  private void callEverything(AtQStash at) {
    var message = new OneOff(new WorkflowId("report"), "manual", Optional.empty());
    Parcel parcel = Parcel.to("https://carillon.example/a?x-vercel-protection-bypass=by%2Fp")
        .forward(Map.of("X-Gateway-Key", GATE));
    note(() -> at.engine().put(aSchedule("report").build()));
    note(() -> at.client().putSchedule("carillon.report", "* * * * *", parcel));
    note(() -> at.engine().send(message, Instant.EPOCH));
    note(() -> at.client().publish(parcel));
    note(() -> at.engine().survey());
    note(() -> at.client().keys());
    note(() -> at.client().rotateKeys());
    note(() -> at.client().retryDeadLetter("1-0"));
    note(() -> at.client().cancelMessage("msg_1"));
  }

  @Test
  void notWhenQStashRefusesAndRepeatsAllThatItWasSent() {
    try (AtQStash at = at()) {
      callEverything(at);
    }

    assertNothingGotOut();
  }

  @Test
  void notWhenQStashBreaksAndRepeatsAllThatItWasSent() {
    server.close();
    server = TargetServer.thatAnswers(request -> TargetAnswer.of(
        500, repeatingAllThatItGot(request).toString() + request.headers() + request.line()));
    try (AtQStash at = at()) {
      callEverything(at);
    }

    assertNothingGotOut();
  }

  @Test
  void notWhenTheAnswerCannotBeUnderstood() {
    server.close();
    server = TargetServer.thatAnswers(request ->
        TargetAnswer.of(200, "{\"current\":\"" + CURRENT + "\",\"x\":\"" + request.headers()));
    try (AtQStash at = at()) {
      callEverything(at);
    }

    assertNothingGotOut();
  }

  @Test
  void notWhenTheAnswerIsNoHttp() {
    server.close();
    server = TargetServer.thatSays("HTTP/9.9 what " + TOKEN + "\r\n" + GATE + "\r\n\r\n");
    try (AtQStash at = at()) {
      callEverything(at);
    }

    assertNothingGotOut();
  }

  @Test
  void notInTheTextOfAnyValue() {
    var terms = QStashTerms.of("c", Duration.ofSeconds(1), "free", Map.of("X-Gateway-Key", GATE));
    var parcel = Parcel.to("https://carillon.example/a?x-vercel-protection-bypass=by%2Fp%26ss")
        .forward(Map.of("X-Gateway-Key", GATE))
        .json("{\"input\":\"" + GATE + "\"}");
    String texts = String.join(
        "\n",
        new QStashAccount(server.uri(""), TOKEN).toString(),
        terms.toString(),
        parcel.toString(),
        new Addresses(List.of("https://a.example"), List::of, Optional.of(BYPASS), false)
            .toString(),
        Ask.of("POST", "/v2/publish/" + parcel.destination())
            .with(List.copyOf(parcel.headers().entrySet()))
            .toString(),
        new Reply(200, Map.of("X", TOKEN), GATE.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .toString());

    assertThat(texts)
        .contains("QStashAccount[http://127.0.0.1")
        .doesNotContain(TOKEN)
        .doesNotContain("gate-value")
        .doesNotContain("by%2Fp");
  }
}
