package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadinessTest {
  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicBoolean there = new AtomicBoolean(true);
  private final AtomicInteger asked = new AtomicInteger();
  private final Readiness hasty = new Readiness(this::ask, Duration.ofMillis(1));
  private final Readiness patient = new Readiness(this::ask, Duration.ofMinutes(5));

  private boolean ask() {
    asked.incrementAndGet();
    try {
      answer.await();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    return there.get();
  }

  @AfterEach
  void stop() {
    answer.countDown();
    hasty.stop();
    patient.stop();
  }

  @Test
  void aDatabaseThatSaysNothingIsNotWaitedForAndAskedOnceForAll() {
    hasty.started();

    assertThat(hasty.missing()).contains("database");
    assertThat(hasty.missing()).contains("database");
    assertThat(hasty.missing()).contains("database");

    assertThat(asked).hasValueLessThanOrEqualTo(1);
    answer.countDown();
    Awaitility.await()
        .atMost(Duration.ofSeconds(50))
        .untilAsserted(() -> assertThat(hasty.missing()).isEmpty());
  }

  @Test
  void whatItSaysIsTold() {
    answer.countDown();
    patient.started();

    assertThat(patient.missing()).isEmpty();
    there.set(false);
    assertThat(patient.missing()).contains("database");
  }

  @Test
  void beforeAndAfterNobodyAsks() {
    assertThat(patient.missing()).contains("starting");
    patient.waits();
    assertThat(patient.missing()).contains("database");
    patient.stop();
    assertThat(patient.missing()).contains("stopping");

    assertThat(asked).hasValue(0);
  }
}
