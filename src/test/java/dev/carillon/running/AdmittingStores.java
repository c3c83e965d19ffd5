package dev.carillon.running;

import static dev.carillon.running.Rules.HELLO;
import static dev.carillon.testing.ArrivalBuilder.anArrival;

import dev.carillon.authoring.WorkflowStore;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/** What each test of admission stands on: the stores, and what can be seen in them. */
public interface AdmittingStores {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  ScheduleId SCHEDULE = new ScheduleId("hello");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  RunStore runs();

  /** Returns stores over the same database. */
  DeliveryLog deliveries();

  WorkflowStore workflows();

  ScheduleStore schedules();

  @BeforeEach
  default void aWorkflowIsThere() {
    workflows().save(HELLO);
  }

  default void fail(RunId run) {
    end(run, new RunStore.AfterFailure(RunState.FAILED, Optional.empty()));
  }

  default void retryAt(RunId run, Instant wake) {
    end(run, new RunStore.AfterFailure(RunState.RETRYING, Optional.of(wake)));
  }

  default void end(RunId run, RunStore.AfterFailure after) {
    RunStore.Claim claim =
        runs().claim(run, "node", NOON, NOON.plusSeconds(30), false).orElseThrow();
    runs().fail(claim.lease(), Rules.BROKEN, NOON, any -> after);
  }

  /** Looks through a view and changes nothing. */
  default <T> Optional<T> look(Function<AdmissionView, Optional<T>> at) {
    AtomicReference<Optional<T>> seen = new AtomicReference<>();
    runs().admit(anArrival().build(), view -> {
      seen.set(at.apply(view));
      return new Decision.Replay(Optional.empty(), Optional.empty());
    });
    return seen.get();
  }
}
