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
         set verdict = 'RAN', reason = null, detail = null, run_id = :run,
             revision = :revision, lateness_ms = :lateness
       where schedule_id = :schedule and due_time = :due
         and (verdict <> 'RAN'
              or exists (
                select 1 from run
                 where run.id = occurrence.run_id and run.state in ('FAILED', 'CANCELED')))""";

  private static final String INSERT_RAN = """
      insert into occurrence (
        schedule_id, due_time, revision, verdict, run_id, lateness_ms, duplicates)
      values (:schedule, :due, :revision, 'RAN', :run, :lateness, 0)""";

  private static final String JUDGE = """
      update occurrence
         set verdict = :verdict, reason = :reason, detail = :detail, revision = :revision
       where schedule_id = :schedule and due_time = :due and verdict = 'EXPECTED'""";

  private static final String INSERT_JUDGED = """
      insert into occurrence (schedule_id, due_time, revision, verdict, reason, detail, duplicates)
      select :schedule, :due, :revision, :verdict, :reason, :detail, 0
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

  /** Gives it the verdict that the reason stands for, if it has none yet. */
  static void judged(Handle database, Due due, Reason reason, Optional<String> detail) {
    for (String sql : new String[] {JUDGE, INSERT_JUDGED}) {
      int written = bound(database, sql, due)
          .bind("revision", due.revision())
          .bind("verdict", reason.verdict().name())
          .bind("reason", reason.name())
          .bind("detail", Values.text(detail.map(AnswerColumns::storable)))
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
        Values.textIfAny(row, "detail"),
        AnswerColumns.run(row),
        Values.millisIfAny(row, "lateness_ms"),
        row.getInt("duplicates"),
        Values.textIfAny(row, "dead_letter"));
  }
}
