package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.rest.HealthResource;
import dev.carillon.running.StoreUnavailableException;
import dev.carillon.testing.Relay;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that finds no database waits for it. */
@Timeout(300)
class BeginningTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final AtomicInteger tries = new AtomicInteger();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CompletableFuture<Throwable> refused = new CompletableFuture<>();

  private Beginning beginning(Runnable start) {
    return new Beginning(start, started::countDown, refused::complete, SHORT);
  }

  private static DatabaseAwayException away() {
    return new DatabaseAwayException(new StoreUnavailableException("the database is away", null));
  }

  @Test
  void whoIsAwayIsTriedAgainUntilHeAnswersAndThenNoMore() throws Exception {
    Beginning beginning = beginning(() -> {
      if (tries.incrementAndGet() < 4) {
        throw away();
      }
    });
    beginning.begin();

    assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
    beginning.stop();
    assertThat(tries).hasValue(4);
    assertThat(refused).isNotDone();
  }

  @Test
  void whatIsRefusedAtOnceIsThrownAndLaterIsToldOnce() throws Exception {
    var wrong = new IllegalArgumentException("a newer schema");
    Beginning atOnce = beginning(() -> {
      throw wrong;
    });
    assertThatThrownBy(atOnce::begin).isSameAs(wrong);

    Beginning later = beginning(() -> {
      throw tries.incrementAndGet() == 1 ? away() : wrong;
    });
    later.begin();

    assertThat(refused.get(60, TimeUnit.SECONDS)).isSameAs(wrong);
    later.stop();
    assertThat(tries).hasValue(2);
    assertThat(started.getCount()).isOne();
  }

  @Test
  void aStopWaitsForTheTryThatIsUnderWayAndEndsThem() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    Beginning beginning = beginning(() -> {
      if (tries.incrementAndGet() == 2) {
        second.countDown();
        await(goOn);
      }
      ended.incrementAndGet();
      throw away();
    });
    beginning.begin();
    await(second);
    CompletableFuture<Void> stopping = CompletableFuture.runAsync(beginning::stop);
    goOn.countDown();

    stopping.get(60, TimeUnit.SECONDS);
    assertThat(ended).hasValue(tries.get());
    beginning.stop();
  }

  private static void await(CountDownLatch gate) {
    try {
      assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theHouseLivesWithoutItsDatabaseAndIsReadyWhenThatComes(@TempDir Path home) throws Exception {
    DatabaseAddress address = TestDatabases.emptyPostgres();
    URI postgres = URI.create(address.url().substring(5));
    try (Relay relay = new Relay(postgres.getPort())) {
      relay.cut();
      Wiring wiring =
          wiring(home, "jdbc:postgresql://localhost:" + relay.port() + postgres.getPath());
      Beginning beginning = beginning(wiring::start);
      try {
        beginning.begin();
        HealthResource health = health(wiring);
        assertThat(health.live())
            .hasToString("Live[status=UP, instance=instance, installation=, beats=0]");
        assertThat(health.ready().getStatus()).isEqualTo(503);

        relay.mend();

        assertThat(started.await(240, TimeUnit.SECONDS)).isTrue();
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> health.ready().getStatus() == 200);
      } finally {
        beginning.stop();
        wiring.stop();
      }
    }
  }

  /** It may go away again at any step: what works by itself by then must not be begun twice. */
  @ParameterizedTest
  @ValueSource(
      strings = {"insert into node", "copied_of, copied_at from", "INSERT INTO QRTZ_JOB_DETAILS"})
  void aStartDuringWhichTheDatabaseGoesAwayAgainIsTriedAgain(String step, @TempDir Path home)
      throws Exception {
    URI postgres = URI.create(TestDatabases.emptyPostgres().url().substring(5));
    try (Relay relay = new Relay(postgres.getPort())) {
      relay.breakAt(step);
      Wiring wiring =
          wiring(home, "jdbc:postgresql://localhost:" + relay.port() + postgres.getPath());
      Beginning beginning = beginning(() -> {
        tries.incrementAndGet();
        wiring.start();
      });
      try {
        beginning.begin();

        assertThat(started.await(240, TimeUnit.SECONDS)).isTrue();
        assertThat(tries).hasValueGreaterThan(1);
        // Others of the pool's connections may have been cut too, and are found out one by one.
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> health(wiring).ready().getStatus() == 200);
      } finally {
        beginning.stop();
        wiring.stop();
      }
    }
  }

  @Test
  void anErrorDuringALaterTryIsToldToo() throws Exception {
    var broken = new NoClassDefFoundError("a class that is not there");
    Beginning beginning = beginning(() -> {
      if (tries.incrementAndGet() == 1) {
        throw away();
      }
      throw broken;
    });
    beginning.begin();

    assertThat(refused.get(60, TimeUnit.SECONDS)).isSameAs(broken);
    beginning.stop();
  }

  @Test
  void aSignInLinkThatCannotBeKeptEndsNoStart(@TempDir Path home) {
    Settings settings = settings(home, "jdbc:postgresql://localhost:1/carillon");
    Wiring wiring = wiring(settings);
    Running running = new Running(settings, wiring, "instance");

    running.under("/carillon");
    running.works();

    wiring.stop();
    assertThat(health(wiring).live()).isNotNull();
  }

  private static Wiring wiring(Path home, String database) {
    return wiring(settings(home, database));
  }

  private static Settings settings(Path home, String database) {
    return SettingsOf.environment(
        "CARILLON_HOME", home.toString(),
        "CARILLON_ENGINE", "local",
        "CARILLON_ADMIN_TOKEN", "0123456789abcdef0123456789abcdef",
        "CARILLON_SECRET_KEY", "0123456789abcdef0123456789abcdef",
        "DATABASE_URL", database,
        "DATABASE_USER", "postgres",
        "DATABASE_PASSWORD", "postgres");
  }

  private static Wiring wiring(Settings settings) {
    return new Wiring(
        settings, new Secret("0123456789abcdef"), List.of(), Clock.systemUTC(), "instance");
  }

  private static HealthResource health(Wiring wiring) {
    return wiring.resources().stream()
        .filter(HealthResource.class::isInstance)
        .map(HealthResource.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
