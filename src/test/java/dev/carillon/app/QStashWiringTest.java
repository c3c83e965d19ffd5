package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.rest.CronResource;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeQStash;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The house with QStash as its engine: what is activated is there, and nobody waits for QStash. */
class QStashWiringTest {
  private static final String HELLO = "hello-carillon";
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir
  Path home;

  private FakeQStash qstash;

  @BeforeEach
  void start() {
    qstash = FakeQStash.start(Clock.systemUTC()).permitsLoopback();
  }

  @AfterEach
  void stop() {
    qstash.close();
  }

  private Wiring wiring() {
    Settings settings = SettingsOf.environment(
        "CARILLON_HOME", home.toString(),
        "CARILLON_ENGINE", "qstash",
        "CARILLON_NAMESPACE", "test",
        "CARILLON_WEBHOOK_HOLD", "20s",
        "APP_URL", "http://127.0.0.1:9/app",
        "QSTASH_URL", qstash.url().toString(),
        "QSTASH_TOKEN", qstash.token(),
        "QSTASH_CURRENT_SIGNING_KEY", "sig_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "QSTASH_NEXT_SIGNING_KEY", "sig_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "QSTASH_FORWARD_HEADERS", "X-Gateway-Key: gate");
    return new Wiring(
        settings, new Secret("0123456789abcdef"), List.of(), Clock.systemUTC(), "instance");
  }

  private static CronResource cron(Wiring wiring) {
    return wiring.resources().stream()
        .filter(CronResource.class::isInstance)
        .map(CronResource.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static byte[] everyMinute() {
    return "{\"cron\":\"* * * * *\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void anActivationMakesAScheduleAtQStashAndADeactivationRemovesIt() {
    Wiring wiring = wiring();
    wiring.start();
    try {
      assertThat(cron(wiring).activate(HELLO, everyMinute()).getStatus()).isEqualTo(201);
      assertThat(cron(wiring).activate(HELLO, everyMinute()).getStatus()).isEqualTo(200);

      assertThat(qstash.schedules()).hasSize(1);
      assertThat(qstash.schedule("test.hello-carillon").destination())
          .isEqualTo("http://127.0.0.1:9/app/api/qstash/webhook");
      assertThat(qstash.schedule("test.hello-carillon").body())
          .contains("\"workflowId\":\"hello-carillon\"", "\"installation\":");
      cron(wiring).deactivate(HELLO);
      // The first round of the sync may be putting it just now; it looks again, and takes it out.
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(qstash.schedules()).isEmpty());
    } finally {
      wiring.stop();
    }
  }

  @Test
  void aRefusalIsToldAndUndone() {
    Wiring wiring = wiring();
    wiring.start();
    try {
      qstash.fails(Failure.BAD_TOKEN).always();

      assertThatThrownBy(() -> cron(wiring).activate(HELLO, everyMinute()))
          .isInstanceOf(EngineRefusedException.class)
          .hasMessageContaining("QSTASH_TOKEN");
      qstash.recovers();
      assertThat(cron(wiring).activate(HELLO, everyMinute()).getStatus()).isEqualTo(201);
    } finally {
      wiring.stop();
    }
  }

  @Test
  void aQStashThatHangsHindersNeitherTheStartNorTheStop() {
    Wiring first = wiring();
    first.start();
    cron(first).activate(HELLO, everyMinute());
    first.stop();
    qstash.fails(Failure.HANGS).always();
    int before = qstash.calls().size();

    Wiring second = wiring();
    second.start();
    await().atMost(SOON).until(() -> qstash.calls().size() > before);
    long hanging = System.nanoTime();
    second.stop();
    second.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - hanging)).isLessThan(SOON);
    assertThat(qstash.schedules()).hasSize(1);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
            .extracting(Thread::getName)
            .noneMatch(name -> name.startsWith("carillon-")));
  }
}
