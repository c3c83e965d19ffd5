package dev.carillon.jdbc;

import dev.carillon.run.Redrive;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.AdmissionView;
import dev.carillon.running.Arrival;
import dev.carillon.running.Decision;
import dev.carillon.running.Ended;
import dev.carillon.running.Extent;
import dev.carillon.running.UnknownRunException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Runs that ended without success and are done again. Whoever wants that holds the rows of the
 * schedule and of the run meanwhile, so of two wishes one is judged by what the other one did, and no
 * admission gives the due time away.
 */
final class Redrives {
  private static final String LOCK_SCHEDULE = """
      select id from schedule
       where id = (select schedule_id from run where id = :run) for update""";

  private static final String LOCK = "select * from run where id = :run for update";

  private static final String STOPPING = """
      with recursive family (id) as (
        select id from run where id = :run
        union all
        select run.id from run join family on run.parent_id = family.id where run.parent_waits)
      select run_id from stopping
       where run_id in (select id from family) and until_at > :at fetch first 1 row only""";

  private static final String HEIR = """
      select made_id from redrive where run_id = :run and made_id is not null""";

  private static final String PARENT = """
      select parent_id from run where id = :run and parent_waits""";

  private static final String GO_ON = """
      update run
         set state = 'RETRYING', ownership = 'OURS', free_at = :at, ended_at = null,
             lease_owner = null, queued = false, coming = false, cancel_reason = null, canceled_by = null,
             max_attempts = case when attempts < max_attempts then max_attempts else attempts + 1 end,
             deadline_at = :deadline
       where id = :run and state in ('FAILED', 'CANCELED')""";

  private static final String ROOT = """
      update run
         set redrive_root = (
           select coalesce(old.redrive_root, old.id) from run old where old.id = :old)
       where id = :run""";

  private static final String INSERT = """
      insert into redrive (
        run_id, ended_as, cancel_reason, canceled_by, attempt, made_id, begins_from, wished_by,
        reason, wished_at)
      select id, :endedAs, :cancelReason, :canceledBy,
             case when cast(:made as varchar(30)) is null then attempts + 1 end, :made,
             :from, :by, :reason, :at
        from run where id = :run""";

  private static final String OF = """
      select * from redrive where run_id = :run or made_id = :run order by id""";

  private Redrives() {}

  static Run goOn(Handle database, RunId id, Redrive.Wish wish, Consumer<Ended> rule) {
    Run run = locked(database, id);
    rule.accept(ended(database, run, wish.at()));
    database
        .createUpdate(GO_ON)
        .bind("run", id.value())
        .bind("at", Values.at(wish.at()))
        .bind("deadline", Values.at(deadline(run, wish.at())))
        .execute();
    OccurrenceRow.runsAfterAll(database, run);
    note(database, run, Optional.empty(), Redrive.From.FAILED_STEP, wish);
    return RunEnds.get(database, id);
  }

  /** Its time limit counts from its first start; the pause since its end is not its own. */
  private static Optional<Instant> deadline(Run run, Instant now) {
    return run.deadline()
        .flatMap(end -> run.startedAt().map(start -> now.plus(Duration.between(start, end))));
  }

  static Run anew(
      Handle database,
      Arrival arrival,
      RunId id,
      Redrive.From from,
      Redrive.Wish wish,
      BiFunction<Ended, AdmissionView, Decision.Start> rule) {
    Run old = locked(database, id);
    Ended ended = ended(database, old, wish.at());
    Decision.Start start = rule.apply(ended, new JdbcAdmissionView(database, wish.at()));
    new Admission(database, arrival).write(start);
    database
        .createUpdate(ROOT)
        .bind("run", arrival.candidate().value())
        .bind("old", id.value())
        .execute();
    if (from == Redrive.From.FAILED_STEP) {
      TakenOver.by(database, arrival.candidate(), old, arrival.input());
    }
    note(database, old, Optional.of(arrival.candidate()), from, wish);
    return RunEnds.get(database, arrival.candidate());
  }

  private static Run locked(Handle database, RunId id) {
    database
        .createQuery(LOCK_SCHEDULE)
        .bind("run", id.value())
        .mapTo(String.class)
        .findOne();
    return database
        .createQuery(LOCK)
        .bind("run", id.value())
        .map(RunRow::read)
        .findOne()
        .orElseThrow(() -> new UnknownRunException(id));
  }

  private static Ended ended(Handle database, Run run, Instant at) {
    boolean stopping = database
        .createQuery(STOPPING)
        .bind("run", run.id().value())
        .bind("at", Values.at(at))
        .mapTo(String.class)
        .findOne()
        .isPresent();
    Optional<RunId> heir = database
        .createQuery(HEIR)
        .bind("run", run.id().value())
        .map((row, context) -> new RunId(row.getString("made_id")))
        .findOne();
    Optional<RunId> ran = run.schedule()
        .flatMap(
            schedule -> run.dueTime().flatMap(due -> OccurrenceRow.find(database, schedule, due)))
        .flatMap(it -> it.run());
    Optional<RunId> parent = database
        .createQuery(PARENT)
        .bind("run", run.id().value())
        .map((row, context) -> new RunId(row.getString("parent_id")))
        .findOne();
    Extent journal = database
        .createQuery(JdbcJournal.EXTENT)
        .bind("run", run.id().value())
        .map((row, context) -> new Extent(row.getLong("steps"), row.getLong("volume")))
        .one();
    return new Ended(run, stopping, heir, ran, parent, journal);
  }

  /** Called for the same run after it was changed but for its attempts. */
  private static void note(
      Handle database, Run was, Optional<RunId> made, Redrive.From from, Redrive.Wish wish) {
    database
        .createUpdate(INSERT)
        .bind("run", was.id().value())
        .bind("endedAs", was.state().name())
        .bind("cancelReason", Values.text(was.canceled().map(Run.Canceled::reason)))
        .bind("canceledBy", Values.text(was.canceled().flatMap(Run.Canceled::by)))
        .bind("made", Values.text(made))
        .bind("from", from.name())
        .bind("by", wish.by())
        .bind("reason", AnswerColumns.storable(wish.reason()))
        .bind("at", Values.at(wish.at()))
        .execute();
  }

  static List<Redrive> of(Handle database, RunId run) {
    return database.createQuery(OF).bind("run", run.value()).map(Redrives::read).list();
  }

  private static Redrive read(ResultSet row, StatementContext context) throws SQLException {
    Optional<String> by = Values.textIfAny(row, "canceled_by");
    int attempt = row.getInt("attempt");
    return new Redrive(
        new RunId(row.getString("run_id")),
        RunState.valueOf(row.getString("ended_as")),
        Values.textIfAny(row, "cancel_reason").map(reason -> new Run.Canceled(reason, by)),
        attempt == 0 ? Optional.empty() : Optional.of(attempt),
        Values.textIfAny(row, "made_id").map(RunId::new),
        Redrive.From.valueOf(row.getString("begins_from")),
        new Redrive.Wish(
            row.getString("wished_by"), row.getString("reason"), Values.at(row, "wished_at")));
  }
}
