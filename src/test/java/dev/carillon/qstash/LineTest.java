package dev.carillon.qstash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble.Kind;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.TargetServer;
import dev.carillon.testing.Together;
import dev.carillon.testing.qstash.Call;
import dev.carillon.testing.qstash.FakeQStash;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The wire holds its limits, whatever the other side does, and leaves nothing behind. */
class LineTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration VERY_LONG = Duration.ofMinutes(2);

  private final MovingClock clock = MovingClock.at("2026-11-22T12:00:00Z");

  private static QStashLimits oneTry(Duration silence, Duration call) {
    return new QStashLimits(LONG, silence, call, VERY_LONG, 1, SHORT, 5_000, 2);
  }

  private static QStashLimits oneTry() {
    return oneTry(LONG, LONG);
  }

  private void assertKind(TargetServer server, Kind kind, String words) {
    assertKind(server, oneTry(), kind, words);
  }

  private void assertKind(TargetServer server, QStashLimits limits, Kind kind, String words) {
    try (server;
        AtQStash at = AtQStash.at(server.uri(""), "token", limits, clock)) {
      assertThatThrownBy(() -> at.client().schedules())
          .isInstanceOfSatisfying(
              EngineUnavailableException.class,
              e -> assertThat(e.trouble().kind()).isEqualTo(kind))
          .hasMessageContaining(words);
    }
  }

  @Test
  void silenceEndsTheCall() {
    assertKind(
        TargetServer.thatHangs(), oneTry(SHORT, VERY_LONG), Kind.NO_ANSWER, "Read timed out");
  }

  @Test
  void anAnswerThatTricklesEndsWithTheTimeOfTheCall() {
    assertKind(
        TargetServer.thatTrickles(),
        oneTry(LONG, Duration.ofMillis(700)),
        Kind.NO_ANSWER,
        "no whole answer came within 700 ms");
  }

  @Test
  void anAnswerThatNeverEndsIsCutOff() {
    assertKind(TargetServer.thatAnswersTooMuch(), Kind.NO_ANSWER, "larger than 5000 bytes");
  }

  @Test
  void anAnswerThatBreaksOffIsNone() {
    assertKind(TargetServer.thatBreaksOff(), Kind.NO_ANSWER, "gave no answer to GET /v2/schedules");
  }

  @Test
  void whoHangsUpWithoutAWordGaveNoAnswer() {
    assertKind(TargetServer.thatHangsUp(), Kind.NO_ANSWER, "gave no answer");
  }

  @Test
  void headersThatNeverEndAreCutOff() {
    String ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n";

    assertKind(
        TargetServer.thatSays(ok + "X: " + "x".repeat(20_000) + "\r\n\r\n[]"),
        Kind.NO_ANSWER,
        "gave no answer");
    assertKind(
        TargetServer.thatSays(ok + "X: x\r\n".repeat(300) + "\r\n[]"),
        Kind.NO_ANSWER,
        "gave no answer");
  }

  @Test
  void whatIsNoHttpIsNoAnswer() {
    assertKind(
        TargetServer.thatSays("SSH-2.0-OpenSSH_9.2\r\n\r\n"), Kind.NO_ANSWER, "gave no answer");
  }

  @Test
  void headersWithoutEndAreNotRead() {
    String many = "X-Header: value\r\n".repeat(500);
    assertKind(
        TargetServer.thatSays("HTTP/1.1 200 OK\r\n" + many + "\r\n[]"),
        Kind.NO_ANSWER,
        "no answer");
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (TargetServer elsewhere = TargetServer.thatAnswers(200, "[]");
        TargetServer server =
            TargetServer.thatRedirectsTo(307, elsewhere.uri("/").toString());
        AtQStash at = AtQStash.at(server.uri(""), "token", oneTry(), clock)) {
      assertThatThrownBy(() -> at.client().schedules())
          .isInstanceOfSatisfying(
              EngineRefusedException.class,
              e -> assertThat(e.trouble().kind()).isEqualTo(Kind.NOT_QSTASH));
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void theRootOfTheApiMayHaveAPath() {
    try (TargetServer server = TargetServer.thatAnswers(200, "[]");
        AtQStash at = AtQStash.at(server.uri("/proxy/"), "token", oneTry(), clock)) {
      at.client().schedules();

      assertThat(server.requests().get(0).target()).isEqualTo("/proxy/v2/schedules");
    }
  }

  @Test
  void connectionsAreKeptAndManyMayCallAtOnce() throws Exception {
    try (FakeQStash qstash = FakeQStash.start(clock);
        AtQStash at = AtQStash.over(qstash, clock)) {
      List<Integer> sizes = Together.call(16, () -> at.client().schedules().size());

      assertThat(sizes).hasSize(16).containsOnly(0);
      assertThat(qstash.calls()).extracting(Call::status).hasSize(16).containsOnly(200);
    }
  }

  @Test
  void closingEndsWhatIsUnderWayAndLeavesNoThread() throws Exception {
    try (TargetServer server = TargetServer.thatHangs()) {
      AtQStash at = AtQStash.at(server.uri(""), "token", QStashLimits.standard(), clock);
      var hanging = CompletableFuture.runAsync(() -> at.client().schedules());
      server.awaitRequest();

      at.close();
      at.close();

      assertThatThrownBy(() -> hanging.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(EngineUnavailableException.class)
          .hasMessageContaining("stopped");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Thread.getAllStackTraces().keySet().stream()
              .noneMatch(thread -> thread.getName().startsWith("carillon-qstash")));
      assertThatThrownBy(() -> at.client().schedules())
          .isInstanceOf(EngineUnavailableException.class)
          .hasMessageContaining("stopped");
    }
  }

  @Test
  void closingEndsAWaitBetweenTwoTries() throws Exception {
    try (TargetServer server = TargetServer.thatAnswers(503, "")) {
      var limits = new QStashLimits(
          LONG, LONG, LONG, Duration.ofMinutes(5), 9, Duration.ofMinutes(1), 100, 1);
      var client =
          new QStashClient(new QStashAccount(server.uri(""), "token"), List.of(), limits, clock);
      var waiting = CompletableFuture.runAsync(client::schedules);
      await().atMost(LONG).until(() -> server.requests().size() >= 3);

      client.close();

      assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(EngineUnavailableException.class);
    }
  }

  @Test
  void nothingIsOpenedBeforeTheFirstCallAndClosingMayComeBeforeIt() {
    var client = new QStashClient(
        new QStashAccount(URI.create("http://127.0.0.1:1"), "token"),
        List.of(),
        QStashLimits.standard(),
        clock);

    client.close();

    // Those of other tests may need a moment to end.
    Awaitility.await()
        .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
            .extracting(Thread::getName)
            .noneMatch(name -> name.startsWith("carillon-qstash")));
  }
}
