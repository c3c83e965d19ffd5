package dev.carillon.jdbc;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.running.Arrival;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.ScheduleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** Reads and writes verdicts about due times. */
final class OccurrenceRow {
  /** A due time has one run, unless that one ended without success. */
  private static final String MAKE_RAN = """
      update occurrence
         set verdict = 'RAN', reason = null, run_id = :run, revision = :revision,
             lateness_ms = :lateness
       where schedule_id = :schedule and due_time = :due
         and (verdict <> 'RAN'
              or exists (
                select 1 from run
                 where run.id = occurrence.run_id and run.state in ('FAILED', 'CANCELED')))""";

  private static final String INSERT_RAN = """
      insert into occurrence (
        schedule_id, due_time, revision, verdict, run_id, lateness_ms, duplicates)
      values (:schedule, :due, :revision, 'RAN', :run, :lateness, 0)""";

  private static final String MAKE_SKIPPED = """
      update occurrence set verdict = 'SKIPPED', reason = :reason, revision = :revision
       where schedule_id = :schedule and due_time = :due and verdict = 'EXPECTED'""";

  private static final String INSERT_SKIPPED = """
      insert into occurrence (schedule_id, due_time, revision, verdict, reason, duplicates)
      select :schedule, :due, :revision, 'SKIPPED', :reason, 0
       where not exists (
         select 1 from occurrence where schedule_id = :schedule and due_time = :due)""";

  private static final String REPEATED = """
      update occurrence set duplicates = duplicates + 1
       where schedule_id = :schedule and due_time = :due""";

  private OccurrenceRow() {}

  /** Makes it RAN by the arrival's candidate; one that has its run is a unique violation. */
  static void ran(Handle database, Due due, Arrival arrival) {
    Duration lateness = Duration.between(due.dueTime(), arrival.at());
    for (String sql : new String[] {MAKE_RAN, INSERT_RAN}) {
      int written = bound(database, sql, due)
          .bind("revision", due.revision())
          .bind("run", arrival.candidate().value())
          .bind("lateness", lateness.toMillis())
          .execute();
      if (written == 1) {
        return;
      }
    }
  }

  /** Makes it SKIPPED if it has no verdict yet. */
  static void skipped(Handle database, Due due, Optional<Reason> reason) {
    for (String sql : new String[] {MAKE_SKIPPED, INSERT_SKIPPED}) {
      int written = bound(database, sql, due)
          .bind("revision", due.revision())
          .bind("reason", Values.text(reason.map(Reason::name)))
          .execute();
      if (written == 1) {
        return;
      }
    }
  }

  static void repeated(Handle database, Due due) {
    bound(database, REPEATED, due).execute();
  }

  private static Update bound(Handle database, String sql, Due due) {
    return database
        .createUpdate(sql)
        .bind("schedule", due.schedule().value())
        .bind("due", Values.at(due.dueTime()));
  }

  static Occurrence read(ResultSet row, StatementContext context) throws SQLException {
    return new Occurrence(
        new ScheduleId(row.getString("schedule_id")),
        Values.at(row, "due_time"),
        row.getInt("revision"),
        Verdict.valueOf(row.getString("verdict")),
        Values.textIfAny(row, "reason").map(Reason::valueOf),
        AnswerColumns.run(row),
        Values.millisIfAny(row, "lateness_ms"),
        row.getInt("duplicates"));
  }
}
