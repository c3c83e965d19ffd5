package dev.carillon.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.running.Lease;
import dev.carillon.running.LeaseLostException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * One write to the journal, in its transaction. It first counts itself on the run's row, which only
 * the holder of the lease can do, and which keeps others out until the transaction ends.
 */
record JournalEntry(Handle database, Lease lease, Instant now) {
  private static final String COUNT = """
      update run set writes = writes + 1
       where id = :run and state = 'RUNNING' and lease_owner = :owner and fence = :fence
         and free_at > :now""";

  private static final String INSERT = """
      insert into step (
        run_id, block, task, visit, number, written, pointer, name, kind, state, attempt, raw,
        input, output, context, transition, error, items, progress, log, started_at, ended_at,
        wake_at)
      select
        :run, :block, :task, :visit, run.writes, run.writes, :pointer, :name, :kind, :state,
        :attempt, :raw, :input, :output, :context, :transition, :error, :items, :progress, :log,
        :started, :ended, :wake
        from run
       where run.id = :run
         and not exists (
           select 1 from step
            where run_id = :run and block = :block and task = :task and visit = :visit)""";

  /** What is done stays as it is. */
  private static final String REPLACE = """
      update step
         set written = (select writes from run where id = :run),
             pointer = :pointer, name = :name, kind = :kind, state = :state, attempt = :attempt,
             raw = :raw, input = :input, output = :output, context = :context,
             transition = :transition, error = :error, items = :items, progress = :progress,
             log = :log, started_at = :started, ended_at = :ended, wake_at = :wake
       where run_id = :run and block = :block and task = :task and visit = :visit
         and state not in ('COMPLETED', 'SKIPPED')""";

  private static final String EXPORT = """
      update run
         set context_step = (
           select number from step
            where run_id = :run and block = :block and task = :task and visit = :visit)
       where id = :run""";

  private static final String PROGRESS = """
      update step
         set progress = :progress, written = (select writes from run where id = :run)
       where run_id = :run and block = :block and task = :task and visit = :visit
         and state not in ('COMPLETED', 'SKIPPED')""";

  private static final String PARK = """
      update run set state = 'WAITING', free_at = :wake, lease_owner = null where id = :run""";

  void write(Visit visit) {
    count();
    boolean written = execute(INSERT, visit) == 1 || execute(REPLACE, visit) == 1;
    if (written && visit.context().isPresent() && visit.state().isDone()) {
      database
          .createUpdate(EXPORT)
          .bind("run", lease.run().value())
          .bind("block", visit.key().block())
          .bind("task", visit.key().task())
          .bind("visit", visit.key().visit())
          .execute();
    }
  }

  void progress(VisitKey loop, JsonNode progress) {
    count();
    database
        .createUpdate(PROGRESS)
        .bind("run", lease.run().value())
        .bind("block", loop.block())
        .bind("task", loop.task())
        .bind("visit", loop.visit())
        .bind("progress", Json.text(progress))
        .execute();
  }

  void park(Visit visit) {
    Instant wake = visit
        .wakeAt()
        .orElseThrow(() -> new IllegalArgumentException("a parked visit has a wake instant"));
    write(visit);
    database
        .createUpdate(PARK)
        .bind("run", lease.run().value())
        .bind("wake", Values.at(wake))
        .execute();
  }

  private void count() {
    int held = database
        .createUpdate(COUNT)
        .bindMap(Leases.names(lease))
        .bind("now", Values.at(now))
        .execute();
    if (held == 0) {
      throw new LeaseLostException(lease.run());
    }
  }

  private int execute(String sql, Visit visit) {
    return VisitRow.bind(database.createUpdate(sql), visit)
        .bind("run", lease.run().value())
        .execute();
  }
}
