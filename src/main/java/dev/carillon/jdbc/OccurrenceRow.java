package dev.carillon.jdbc;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.running.Arrival;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.ScheduleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
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

  private static final String BEGAN = """
      update occurrence set lateness_ms = :lateness
       where schedule_id = :schedule and due_time = :due and run_id = :run""";

  private static final String OVERLAPS = """
      update occurrence
         set verdict = 'SKIPPED', reason = 'OVERLAP', detail = :detail, run_id = null,
             lateness_ms = null
       where schedule_id = :schedule and due_time = :due and run_id = :run and verdict = 'RAN'""";

  private static final String RUNS_AFTER_ALL = """
      update occurrence set verdict = 'RAN', reason = null, detail = null, run_id = :run
       where schedule_id = :schedule and due_time = :due and run_id is null
         and verdict = 'SKIPPED' and reason = 'OVERLAP'""";

  private static final String JUDGE = """
      update occurrence
         set verdict = :verdict, reason = :reason, detail = :detail, revision = :revision
       where schedule_id = :schedule and due_time = :due and verdict = 'EXPECTED'""";

  private static final String INSERT_JUDGED = """
      insert into occurrence (schedule_id, due_time, revision, verdict, reason, detail, duplicates)
      select :schedule, :due, :revision, :verdict, :reason, :detail, 0
       where not exists (
         select 1 from occurrence where schedule_id = :schedule and due_time = :due)""";

  private static final String INSERT = """
      insert into occurrence (
        schedule_id, due_time, revision, verdict, reason, detail, dead_letter, duplicates)
      values (:schedule, :due, :revision, :verdict, :reason, :detail, :deadLetter, 0)""";

  private static final String EXPLAIN = """
      update occurrence set detail = :detail, dead_letter = coalesce(:deadLetter, dead_letter)
       where schedule_id = :schedule and due_time = :due and verdict = 'MISSED'""";

  private static final String EXPLAIN_SEEN = """
      update occurrence set detail = :detail
       where schedule_id = :schedule and due_time = :due and verdict = 'MISSED' and detail = :seen""";

  private static final String MISSED = """
      select * from occurrence
       where verdict = 'MISSED' and due_time >= :since and detail in (<details>)
       order by due_time
       limit :limit""";

  private static final String FIND =
      "select * from occurrence where schedule_id = :schedule and due_time = :due";

  private static final String KEPT = """
      select due_time from occurrence
       where schedule_id = :schedule and due_time >= :from and due_time <= :until""";

  private static final String REPEATED = """
      update occurrence set duplicates = duplicates + 1
       where schedule_id = :schedule and due_time = :due""";

  private static final String REPEATED_OF_RUN = """
      update occurrence set duplicates = duplicates + 1
       where schedule_id = (select schedule_id from run where id = :run)
         and due_time = (select due_time from run where id = :run)""";

  private OccurrenceRow() {}

  /**
   * Makes it RAN by the arrival's candidate; one that has its run is a unique violation.
   *
   * @param begins when that run begins, if later than at its due time: it is late from then on
   */
  static void ran(Handle database, Due due, Optional<Instant> begins, Arrival arrival) {
    Instant meant = begins.orElse(due.dueTime());
    Instant came = begins.filter(arrival.at()::isBefore).orElse(arrival.at());
    Duration lateness = Duration.between(meant, came);
    for (String sql : new String[] {MAKE_RAN, INSERT_RAN}) {
      int written = bound(database.createUpdate(sql), due)
          .bind("revision", due.revision())
          .bind("run", arrival.candidate().value())
          .bind("lateness", lateness.toMillis())
          .execute();
      if (written == 1) {
        return;
      }
    }
  }

  /** Its run had to wait for its turn or its time, and began just now: it is as late as that. */
  static void began(Handle database, Run run) {
    if (run.schedule().isPresent() && run.dueTime().isPresent()) {
      Instant due = run.dueTime().get();
      database
          .createUpdate(BEGAN)
          .bind("schedule", run.schedule().get().value())
          .bind("due", Values.at(due))
          .bind("run", run.id().value())
          .bind(
              "lateness",
              Duration.between(run.meantAt().orElse(due), run.startedAt().orElseThrow())
                  .toMillis())
          .execute();
    }
  }

  /** Its run was to begin later, and then another was in its way: it did not run. */
  static void overlaps(Handle database, Run run, String detail) {
    ofRun(database, OVERLAPS, run)
        .ifPresent(it -> it.bind("detail", AnswerColumns.storable(detail)).execute());
  }

  /** A run of it that came to nothing since another was in its way goes on by somebody's wish. */
  static void runsAfterAll(Handle database, Run run) {
    ofRun(database, RUNS_AFTER_ALL, run).ifPresent(Update::execute);
  }

  private static Optional<Update> ofRun(Handle database, String sql, Run run) {
    return run.schedule()
        .flatMap(schedule -> run.dueTime()
            .map(due -> bound(database.createUpdate(sql), new Due(schedule, run.revision(), due))
                .bind("run", run.id().value())));
  }

  /** Gives it the verdict that the reason stands for, if it has none yet. */
  static void judged(Handle database, Due due, Reason reason, Optional<String> detail) {
    if (judge(database, JUDGE, due, reason.verdict(), Optional.of(reason), detail) == 0) {
      judgedIfNew(database, due, reason, detail);
    }
  }

  /** Gives it the verdict that the reason stands for, if it has no row yet. */
  static void judgedIfNew(Handle database, Due due, Reason reason, Optional<String> detail) {
    judge(database, INSERT_JUDGED, due, reason.verdict(), Optional.of(reason), detail);
  }

  /** Makes it EXPECTED if it has no row yet; returns whether it had none. */
  static boolean expectedIfNew(Handle database, Due due) {
    return judge(database, INSERT_JUDGED, due, Verdict.EXPECTED, Optional.empty(), Optional.empty())
        == 1;
  }

  private static int judge(
      Handle database,
      String sql,
      Due due,
      Verdict verdict,
      Optional<Reason> reason,
      Optional<String> detail) {
    return bound(database.createUpdate(sql), due)
        .bind("revision", due.revision())
        .bind("verdict", verdict.name())
        .bind("reason", Values.text(reason.map(Reason::name)))
        .bind("detail", Values.text(detail.map(AnswerColumns::storable)))
        .execute();
  }

  /** Adds rows that are not there, many at once. */
  static void add(Handle database, List<Occurrence> rows) {
    if (rows.isEmpty()) {
      return;
    }
    PreparedBatch batch = database.prepareBatch(INSERT);
    for (Occurrence row : rows) {
      bound(batch, new Due(row.schedule(), row.revision(), row.dueTime()))
          .bind("revision", row.revision())
          .bind("verdict", row.verdict().name())
          .bind("reason", Values.text(row.reason().map(Reason::name)))
          .bind("detail", Values.text(row.detail().map(AnswerColumns::storable)))
          .bind("deadLetter", Values.text(row.deadLetter()))
          .add();
    }
    batch.execute();
  }

  /** Says more about why it was missed; anything else stays as it is. */
  static void explain(Handle database, Due due, String detail, Optional<String> deadLetter) {
    bound(database.createUpdate(EXPLAIN), due)
        .bind("detail", AnswerColumns.storable(detail))
        .bind("deadLetter", Values.text(deadLetter))
        .execute();
  }

  /** Says more about why it was missed, unless something else is said by now. */
  static void explain(Handle database, Occurrence seen, String detail) {
    bound(
            database.createUpdate(EXPLAIN_SEEN),
            new Due(seen.schedule(), seen.revision(), seen.dueTime()))
        .bind("detail", AnswerColumns.storable(detail))
        .bind("seen", seen.detail().orElse(""))
        .execute();
  }

  static List<Occurrence> missed(
      Handle database, Collection<String> details, Instant since, int limit) {
    return database
        .createQuery(MISSED)
        .bindList("details", List.copyOf(details))
        .bind("since", Values.at(since))
        .bind("limit", limit)
        .map(OccurrenceRow::read)
        .list();
  }

  static Optional<Occurrence> find(Handle database, ScheduleId schedule, Instant due) {
    return bound(database.createQuery(FIND), new Due(schedule, 0, due))
        .map(OccurrenceRow::read)
        .findOne();
  }

  /** Returns which due times of a time have their row, both ends included. */
  static Set<Instant> kept(Handle database, ScheduleId schedule, Instant from, Instant until) {
    return new HashSet<>(database
        .createQuery(KEPT)
        .bind("schedule", schedule.value())
        .bind("from", Values.at(from))
        .bind("until", Values.at(until))
        .map((row, context) -> Values.at(row, "due_time"))
        .list());
  }

  static void repeated(Handle database, Due due) {
    bound(database.createUpdate(REPEATED), due).execute();
  }

  /** Counts it on the row of the run's due time, if it has one. */
  static void repeated(Handle database, RunId run) {
    database.createUpdate(REPEATED_OF_RUN).bind("run", run.value()).execute();
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Due due) {
    return statement.bind("schedule", due.schedule().value()).bind("due", Values.at(due.dueTime()));
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
