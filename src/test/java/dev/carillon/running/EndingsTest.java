package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir
  Path directory;

  private final MovingClock clock = new MovingClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private House house;
  private Endings endings;
  private RunId run;

  @BeforeEach
  void open() {
    timer.setRemoveOnCancelPolicy(true);
    house = new House(TestDatabases.h2(directory), clock).started();
    WorkflowId id = house.save("ends", """
        - say:
            set: { a: 1 }
        """);
    run = house.hand(Arrivals.of(house, id).external().build()).run().orElseThrow();
    house.await(run, RunState.SUCCEEDED);
    endings = new Endings(house.store, timer, Runnable::run, clock);
  }

  @AfterEach
  void close() {
    timer.shutdownNow();
    house.close();
  }

  @Test
  void nothingIsKeptOfOneWhoWasAnswered() {
    for (int times = 0; times < 100; times++) {
      assertThat(endings.await(run, HOUR).join()).isPresent();
    }

    assertThat(timer.getQueue()).isEmpty();
  }

  @Test
  void oneWhoStillWaitsIsKeptUntilTheClose() {
    var unknown = new RunId("run_01j9000000000000000000000z");
    var waits = endings.await(unknown, HOUR);
    assertThat(timer.getQueue()).hasSize(1);
    assertThat(waits).isNotDone();

    endings.close();

    assertThat(waits.join()).isEmpty();
    assertThat(timer.getQueue()).isEmpty();
  }
}
