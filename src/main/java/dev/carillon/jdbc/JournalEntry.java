package dev.carillon.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.running.Entries;
import dev.carillon.running.Extent;
import dev.carillon.running.Lease;
import dev.carillon.running.LeaseLostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * One commit to the journal, in its transaction. It first counts itself on the run's row, which only
 * the holder of the lease can do, and which keeps others out until the transaction ends.
 */
record JournalEntry(Handle database, Lease lease, LargeValues known, Instant now) {
  private static final String COUNT = """
      update run set writes = writes + :count
       where id = :run and state = 'RUNNING' and lease_owner = :owner and fence = :fence
         and free_at > :now""";

  private static final String COUNTED = "select writes, steps, volume from run where id = :run";

  private static final String MEASURE = """
      update run set steps = :steps, volume = :volume where id = :run""";

  private static final String INSERT = """
      insert into step (
        run_id, block, task, visit, number, written, pointer, name, kind, state, attempt, raw,
        input, output, context, transition, error, items, progress, log, started_at, ended_at,
        wake_at, deadline_at)
      select
        :run, :block, :task, :visit, :number, :number, :pointer, :name, :kind, :state,
        :attempt, :raw, :input, :output, :context, :transition, :error, :items, :progress, :log,
        :started, :ended, :wake, :deadline
        from run
       where run.id = :run
         and not exists (
           select 1 from step
            where run_id = :run and block = :block and task = :task and visit = :visit)""";

  /** What is done stays as it is. */
  private static final String REPLACE = """
      update step
         set written = :number,
             pointer = :pointer, name = :name, kind = :kind, state = :state, attempt = :attempt,
             raw = :raw, input = :input, output = :output, context = :context,
             transition = :transition, error = :error, items = :items, progress = :progress,
             log = :log, started_at = :started, ended_at = :ended, wake_at = :wake,
             deadline_at = :deadline
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

  private record Counted(long writes, Extent extent) {}

  private record Numbered(long number, Visit visit) {
    boolean exports() {
      return visit.context().isPresent() && visit.state().isDone();
    }
  }

  Extent write(Entries entries) {
    Counted before = count(entries.visits().size());
    StepValues values = new StepValues(database, lease.run(), known);
    List<Numbered> all = new ArrayList<>();
    entries.visits().forEach(it -> all.add(new Numbered(before.writes() + all.size() + 1, it)));
    List<Numbered> there = new ArrayList<>();
    List<Numbered> written = new ArrayList<>();
    execute(INSERT, all, values, written, there);
    int added = written.size();
    execute(REPLACE, there, values, written, new ArrayList<>());
    written.stream()
        .filter(Numbered::exports)
        .max(Comparator.comparingLong(Numbered::number))
        .ifPresent(it -> export(it.visit().key()));
    entries.progress().forEach((block, progress) -> progress(block, progress, values));
    values.write();
    return measured(before.extent(), added, values.volume());
  }

  /** Locks the run's row, and proves that the lease is held. */
  void hold() {
    count(0);
  }

  /** Tells apart those that changed a row and those that did not. */
  private void execute(
      String sql,
      List<Numbered> visits,
      StepValues values,
      List<Numbered> written,
      List<Numbered> unchanged) {
    if (visits.isEmpty()) {
      return;
    }
    PreparedBatch batch = database.prepareBatch(sql);
    for (Numbered each : visits) {
      VisitRow.bind(batch, each.visit(), values);
      batch.bind("run", lease.run().value()).bind("number", each.number()).add();
    }
    int[] changed = batch.execute();
    for (int index = 0; index < changed.length; index++) {
      (changed[index] > 0 ? written : unchanged).add(visits.get(index));
    }
  }

  private void export(VisitKey exporter) {
    database
        .createUpdate(EXPORT)
        .bind("run", lease.run().value())
        .bind("block", exporter.block())
        .bind("task", exporter.task())
        .bind("visit", exporter.visit())
        .execute();
  }

  private void progress(VisitKey block, JsonNode progress, StepValues values) {
    database
        .createUpdate(PROGRESS)
        .bind("run", lease.run().value())
        .bind("block", block.block())
        .bind("task", block.task())
        .bind("visit", block.visit())
        .bind("progress", values.kept(progress))
        .execute();
  }

  private Counted count(int visits) {
    int held = database
        .createUpdate(COUNT)
        .bindMap(Leases.names(lease))
        .bind("count", Math.max(1, visits))
        .bind("now", Values.at(now))
        .execute();
    if (held == 0) {
      throw new LeaseLostException(lease.run());
    }
    return database
        .createQuery(COUNTED)
        .bind("run", lease.run().value())
        .map((row, context) -> new Counted(
            row.getLong("writes") - visits,
            new Extent(row.getLong("steps"), row.getLong("volume"))))
        .one();
  }

  private Extent measured(Extent before, int added, long volume) {
    Extent now = new Extent(before.steps() + added, before.volume() + volume);
    database
        .createUpdate(MEASURE)
        .bind("run", lease.run().value())
        .bind("steps", now.steps())
        .bind("volume", now.volume())
        .execute();
    return now;
  }
}
