package dev.carillon.employing;

import static dev.carillon.employing.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.authoring.Origin;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.job.Health;
import dev.carillon.running.House;
import dev.carillon.running.Workshop;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HealthChecksTest {
  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-11-22T12:00:00Z");
  private final Workshop workshop = new Workshop();
  private final AtomicInteger asked = new AtomicInteger();
  private House house;

  @BeforeEach
  void open() {
    house = new House(TestDatabases.h2(directory), clock);
  }

  @AfterEach
  void close() {
    workshop.close();
    house.close();
  }

  private HealthChecks checks(Duration patience, Supplier<Health> health) {
    TestJob job = aJob("a").feeling(() -> {
      asked.incrementAndGet();
      return health.get();
    });
    return new HealthChecks(
        new JobBook(List.of(job.card())), house.authoring, workshop, clock, patience);
  }

  private static Optional<Health> ask(HealthChecks checks, String id) throws Exception {
    return checks.of(new WorkflowId(id)).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void anAnswerIsGoodForFiveSeconds() throws Exception {
    HealthChecks checks = checks(Duration.ofSeconds(10), () -> Health.OK);

    assertThat(Together.call(8, () -> ask(checks, "a").orElseThrow().isOk())).containsOnly(true);
    clock.moveBy(Duration.ofSeconds(4));
    ask(checks, "a");
    assertThat(asked).hasValue(1);

    clock.moveBy(Duration.ofSeconds(1));
    await().untilAsserted(() -> {
      ask(checks, "a");
      assertThat(asked).hasValue(2);
    });
  }

  @Test
  void aJobThatThrowsOrSaysNothingIsFailing() throws Exception {
    assertThat(ask(checks(Duration.ofSeconds(10), () -> null), "a"))
        .contains(Health.failing("health() returned null"));
    assertThat(ask(
            checks(Duration.ofSeconds(10), () -> {
              throw new AssertionError("no");
            }),
            "a"))
        .contains(Health.failing("health() broke: java.lang.AssertionError: no"));
  }

  @Test
  void aJobThatDoesNotAnswerIsFailingAndIsNotAskedAgainMeanwhile() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    HealthChecks checks = checks(Duration.ofMillis(50), () -> {
      try {
        answer.await();
        return Health.OK;
      } catch (InterruptedException end) {
        return Health.failing("interrupted");
      }
    });

    assertThat(ask(checks, "a").orElseThrow().reason())
        .isEqualTo("it did not answer within PT0.05S");
    clock.moveBy(Duration.ofMinutes(1));
    assertThat(ask(checks, "a").orElseThrow().isOk()).isFalse();
    await().untilAsserted(() -> assertThat(asked).hasValue(1));
    answer.countDown();
  }

  @Test
  void aWorkflowWithoutAJobIsWellUnlessItLostOne() throws Exception {
    HealthChecks checks = checks(Duration.ofSeconds(10), () -> Health.OK);
    WorkflowId plain = house.save("plain", "- say: { set: { a: 1 } }");
    String source = house.authoring.get(plain).source().replace("plain", "lost");
    house.authoring.save(new WorkflowId("lost"), source, "code", Origin.CODE);

    assertThat(ask(checks, "plain")).contains(Health.OK);
    assertThat(ask(checks, "lost").orElseThrow().isOk()).isFalse();
    assertThat(ask(checks, "nobody")).isEmpty();
  }
}
