package dev.carillon.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.VisitKey;
import dev.carillon.running.Lease;
import dev.carillon.running.LeaseLostException;
import dev.carillon.running.RunStore.AfterFailure;
import dev.carillon.running.UnknownRunException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** How runs, and attempts of them, end. */
final class RunEnds {
  private static final String SUCCEED = """
      update run
         set state = 'SUCCEEDED', output = :output, ended_at = :at, free_at = null, lease_owner = null
       where id = :run and state = 'RUNNING' and lease_owner = :owner and fence = :fence""";

  private static final String LOCK = """
      select * from run
       where id = :run and state = 'RUNNING' and lease_owner = :owner and fence = :fence
         for update""";

  private static final String FAIL = """
      update run
         set state = :state, error = :error, ended_at = :ended, free_at = :wake, lease_owner = null
       where id = :run""";

  private static final String END_ATTEMPT = """
      update run_attempt set ended_at = :at, error = :error
       where run_id = :run and ended_at is null""";

  private static final String PARK = """
      update run set state = 'WAITING', free_at = :wake, lease_owner = null
       where id = :run and state = 'RUNNING' and lease_owner = :owner and fence = :fence""";

  private RunEnds() {}

  static Run succeed(Handle database, Lease lease, JsonNode output, Instant at) {
    Optional<RunId> parent = Family.lockParent(database, lease.run());
    int ended = database
        .createUpdate(SUCCEED)
        .bind("output", Json.text(output))
        .bind("at", Values.at(at))
        .bindMap(Leases.names(lease))
        .execute();
    if (ended == 0) {
      throw new LeaseLostException(lease.run());
    }
    endAttempt(database, lease.run(), Optional.empty(), at);
    parent.ifPresent(it -> Family.wake(database, it, at));
    return get(database, lease.run());
  }

  static Run fail(
      Handle database, Lease lease, RunError error, Instant at, Function<Run, AfterFailure> rule) {
    Optional<RunId> parent = Family.lockParent(database, lease.run());
    Run run = database
        .createQuery(LOCK)
        .bindMap(Leases.names(lease))
        .map(RunRow::read)
        .findOne()
        .orElseThrow(() -> new LeaseLostException(lease.run()));
    AfterFailure after = rule.apply(run);
    RunState next = run.state().to(after.state());
    boolean ended = next.isEnded();
    database
        .createUpdate(FAIL)
        .bind("run", lease.run().value())
        .bind("state", next.name())
        .bind("error", Json.text(error))
        .bind("ended", Values.at(Optional.of(at).filter(any -> ended)))
        .bind(
            "wake",
            Values.at(ended ? Optional.empty() : Optional.of(after.wakeAt().orElseThrow())))
        .execute();
    endAttempt(database, lease.run(), Optional.of(error), at);
    if (ended) {
      String why = "the run " + run.id() + " that waited for it failed";
      BreakOff.of(database, lease.run(), VisitKey.TOP, why, at);
      DeadLetterRow.failed(database, run, error, at);
    }
    parent.filter(it -> ended).ifPresent(it -> Family.wake(database, it, at));
    return get(database, lease.run());
  }

  static Run cancel(Handle database, RunId run, Run.Canceled wish, Instant at) {
    Optional<RunId> parent = Family.lockParent(database, run);
    if (!Family.cancel(database, run, wish, at).isEmpty()) {
      parent.ifPresent(it -> Family.wake(database, it, at));
    }
    return get(database, run);
  }

  /** Locks the row by the update, and only then looks at the children: see {@link Family}. */
  static Run park(Handle database, Lease lease, Optional<Instant> until, Instant at) {
    int parked = database
        .createUpdate(PARK)
        .bind("wake", Values.at(until))
        .bindMap(Leases.names(lease))
        .execute();
    if (parked == 0) {
      throw new LeaseLostException(lease.run());
    }
    if (Family.hasEnded(database, lease.run())) {
      Family.wake(database, lease.run(), at);
    }
    return get(database, lease.run());
  }

  static void endAttempt(Handle database, RunId run, Optional<RunError> error, Instant at) {
    database
        .createUpdate(END_ATTEMPT)
        .bind("run", run.value())
        .bind("error", Values.text(error.map(Json::text)))
        .bind("at", Values.at(at))
        .execute();
  }

  static Run get(Handle database, RunId run) {
    return RunRow.find(database, run).orElseThrow(() -> new UnknownRunException(run));
  }
}
