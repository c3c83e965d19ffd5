package dev.carillon.running;

import static dev.carillon.running.Rules.HELLO;

import dev.carillon.authoring.WorkflowStore;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.RunStore.AfterFailure;
import dev.carillon.running.RunStore.Claim;
import dev.carillon.testing.ArrivalBuilder;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** What each test of admitted runs stands on: the stores with a workflow, and how a run comes to be walked. */
public interface StandingRuns {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  RunStore runs();

  /** Returns a store over the same database. */
  WorkflowStore workflows();

  @BeforeEach
  default void aWorkflowIsThere() {
    workflows().save(HELLO);
  }

  default RunId admitted(ArrivalBuilder wanted) {
    Arrival arrival = wanted.build();
    runs().admit(arrival, Rules.start(arrival));
    return arrival.candidate();
  }

  default Claim claim(RunId run, Instant now) {
    return runs().claim(run, "node", now, now.plusSeconds(30), false).orElseThrow();
  }

  static AfterFailure failed() {
    return new AfterFailure(RunState.FAILED, Optional.empty());
  }

  static AfterFailure retryAt(Instant wake) {
    return new AfterFailure(RunState.RETRYING, Optional.of(wake));
  }
}
