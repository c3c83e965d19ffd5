package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitState;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.TargetServer;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes over one database: one walks, the other is asked to cancel. */
class CanceledElsewhereTest {
  @TempDir
  Path directory;

  private final MovingClock clock = new MovingClock(Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void aCallInFlightIsBrokenOffOnTheNodeThatMadeItAndItsChildrenWithIt() throws Exception {
    DatabaseAddress address = TestDatabases.postgres();
    try (TargetServer hangs = TargetServer.thatTrickles();
        House walks = new House(address, clock, "walks").started();
        House asked = new House(address, clock, "asked")) {
      walks.save(
          "child",
          "- call: { call: http, with: { method: get, endpoint: \"%s\" } }"
              .formatted(hangs.uri("/")));
      WorkflowId parent = walks.save("parent", """
          - ask: { run: { workflow: { namespace: test, name: child, version: latest } } }
          """);
      RunId run = walks.start(parent, "");
      hangs.awaitRequest();

      Run canceled = asked.runs.cancel(run, new Run.Canceled("wrong day", Optional.of("Zoë")));

      assertThat(canceled.state()).isEqualTo(RunState.CANCELED);
      assertThat(canceled.canceled()).contains(new Run.Canceled("wrong day", Optional.of("Zoë")));
      assertThat(asked.store.descendants(run))
          .singleElement()
          .satisfies(child -> assertThat(asked.store.get(child))
              .satisfies(it -> assertThat(it.state()).isEqualTo(RunState.CANCELED))
              .satisfies(it -> assertThat(it.canceled())
                  .contains(new Run.Canceled(
                      "the run " + run + " that waited for it was canceled: wrong day",
                      Optional.of("Zoë"))))
              .satisfies(it -> assertThat(asked.visits(it.id()))
                  .extracting(Visit::state)
                  .containsExactly(VisitState.CANCELED)));
      assertThat(asked.visits(run))
          .extracting(Visit::state, Visit::endedAt)
          .containsExactly(tuple(VisitState.CANCELED, canceled.endedAt()));
      hangs.awaitHangUp();
      Awaitility.await("the walker has let go")
          .atMost(Duration.ofSeconds(30))
          .until(() -> asked.store.toStop("walks").isEmpty());
    }
  }

  @Test
  void noStepOfARunThatIsOverStaysOpen() {
    try (House house = new House(TestDatabases.h2(directory), clock).started()) {
      house.save("child", "1.0.0", """
          - stop: { raise: { error: { type: 'https://shop.example/gone', status: 500, title: x } } }
          """, "  metadata: { carillon: { retries: 0 } }\n");
      WorkflowId parent =
          house.save("parent", "1.0.0", """
          - outer:
              do:
                - inner:
                    for: { each: one, in: '${ [1] }' }
                    do:
                      - ask: { run: { workflow: { namespace: test, name: child, version: latest } } }
          """, "  metadata: { carillon: { retries: 0 } }\n");

      Run failed = house.ended(parent, "");

      assertThat(failed.state()).isEqualTo(RunState.FAILED);
      assertThat(house.visits(failed.id()))
          .hasSize(3)
          .allSatisfy(it -> assertThat(it.state()).isEqualTo(VisitState.FAULTED))
          .allSatisfy(it -> assertThat(it.endedAt()).isPresent());
    }
  }
}
