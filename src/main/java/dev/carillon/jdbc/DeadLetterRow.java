package dev.carillon.jdbc;

import dev.carillon.delivery.DeadLetter;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** Reads and writes dead letters. */
final class DeadLetterRow {
  private static final String COMPLETE = """
      update dead_letter
         set dlq_id = coalesce(dlq_id, :dlq), run_id = coalesce(run_id, :run),
             workflow_id = coalesce(workflow_id, :workflow),
             workflow_name = coalesce(workflow_name, :name),
             schedule_id = coalesce(schedule_id, :schedule), status = coalesce(status, :status),
             detail = coalesce(detail, :detail), retried = coalesce(retried, :retried),
             made_at = coalesce(made_at, :made)
       where message_id = :message""";

  private static final String INSERT = """
      insert into dead_letter (
        message_id, dlq_id, run_id, workflow_id, workflow_name, schedule_id, status, detail,
        retried, made_at, given_up_at)
      values (
        :message, :dlq, :run, :workflow, :name, :schedule, :status, :detail,
        :retried, :made, :at)""";

  /** The run tells better why than QStash, which knows only what we answered. */
  private static final String ITS_RUN_FAILED = """
      update dead_letter
         set run_id = :run, detail = :detail, given_up_at = :at, removed_at = null
       where message_id = :message""";

  /** One without a message, which has one letter however often somebody lets it go on. */
  private static final String IT_FAILED_AGAIN = """
      update dead_letter set detail = :detail, given_up_at = :at, removed_at = null
       where run_id = :run and message_id is null""";

  private static final String WAS_MEANT =
      "update dead_letter set due_time = :due where message_id = :message and run_id is null";

  private static final String SENT_AGAIN = """
      select coalesce(run.due_time, letter.due_time) as due
        from dead_letter letter
        left join run on run.id = letter.run_id
       where letter.sent_again_as = :message""";

  /** A clock may be ahead, and a call may take its time. */
  private static final String ON_ITS_WAY = """
      select coalesce(run.due_time, letter.due_time) as due
        from dead_letter letter
        left join run on run.id = letter.run_id
       where letter.schedule_id = :schedule and letter.sent_again_as is null
         and letter.first_asked_at <= :early and letter.last_asked_at >= :since
         and coalesce(run.due_time, letter.due_time) is not null
       order by letter.first_asked_at, letter.id fetch first 1 row only""";

  private static final String CAME = """
      update dead_letter set sent_again_as = :message, gone_at = coalesce(gone_at, :at)
       where id = (
         select letter.id
           from dead_letter letter
           left join run on run.id = letter.run_id
          where letter.schedule_id = :schedule and letter.sent_again_as is null
            and letter.first_asked_at <= :early
            and coalesce(run.due_time, letter.due_time) = :due
          order by letter.first_asked_at, letter.id fetch first 1 row only)""";

  private static final String LOST = """
      select letter.* from dead_letter letter
       where letter.schedule_id = :schedule
         and letter.due_time >= :from and letter.due_time <= :until
       order by letter.given_up_at, letter.id""";

  private static final String NAMED = "select message_id from dead_letter where dlq_id = :dlq";

  private DeadLetterRow() {}

  /**
   * Keeps one, without its name if that is another one's; a message that another transaction kept
   * meanwhile is a unique violation.
   */
  static void keep(Handle database, GivenUp told) {
    GivenUp letter = isNamedBefore(database, told) ? told.unnamed() : told;
    if (bound(database, COMPLETE, letter).execute() == 0) {
      bound(database, INSERT, letter).execute();
    }
  }

  private static boolean isNamedBefore(Handle database, GivenUp letter) {
    return database
        .createQuery(NAMED)
        .bind("dlq", Values.text(letter.dlqId()))
        .map((row, context) -> Values.textIfAny(row, "message_id"))
        .findOne()
        .filter(other -> !other.equals(letter.message().map(MessageId::value)))
        .isPresent();
  }

  /** Keeps a run that failed just now; what a child comes to is its parent's affair. */
  static void failed(Handle database, Run run, RunError error, Instant at) {
    if (run.trigger() == Trigger.CHILD) {
      return;
    }
    GivenUp letter = new GivenUp(
        run.message(),
        Optional.empty(),
        Optional.of(run.id()),
        Optional.of(run.workflow()),
        run.schedule(),
        Optional.empty(),
        Optional.of(error.detail().orElse(error.title())),
        Optional.empty(),
        Optional.empty(),
        at);
    if (bound(database, ITS_RUN_FAILED, letter).execute() == 0
        && bound(database, IT_FAILED_AGAIN, letter).execute() == 0) {
      bound(database, INSERT, letter).execute();
    }
  }

  /** Notes for which due time a message that made no run was meant. */
  static void wasMeant(Handle database, MessageId message, Due due) {
    database
        .createUpdate(WAS_MEANT)
        .bind("message", message.value())
        .bind("due", Values.at(due.dueTime()))
        .execute();
  }

  /** Returns the due time of the one that QStash sends again by that message, as we asked. */
  static Optional<Instant> sentAgainFor(Handle database, MessageId message) {
    return database
        .createQuery(SENT_AGAIN)
        .bind("message", message.value())
        .map((row, context) -> Values.atIfAny(row, "due"))
        .findFirst()
        .flatMap(due -> due);
  }

  /** Returns the due time of the first that a message of now may be, though nobody said so yet. */
  static Optional<Instant> beingSentAgain(Handle database, ScheduleId schedule, Instant made) {
    return database
        .createQuery(ON_ITS_WAY)
        .bind("schedule", schedule.value())
        .bind("early", Values.at(made.plus(Revision.EARLY)))
        .bind("since", Values.at(made.minus(Wording.GRACE)))
        .map((row, context) -> Values.at(row, "due"))
        .findOne();
  }

  /**
   * Notes that one came that was asked for, if it is on its way: the message is known to be its own
   * from now on. What an engine made in time for the due time is its first message, and no letter.
   */
  static void came(Handle database, MessageId message, Due due, Instant made, Instant at) {
    if (!Revision.isMadeInTime(due.dueTime(), made)) {
      database
          .createUpdate(CAME)
          .bind("message", message.value())
          .bind("schedule", due.schedule().value())
          .bind("due", Values.at(due.dueTime()))
          .bind("early", Values.at(made.plus(Revision.EARLY)))
          .bind("at", Values.at(at))
          .execute();
    }
  }

  /** Returns the due times of a time whose messages made no run, with the last that was given up. */
  static Map<Instant, GivenUp> lost(
      Handle database, ScheduleId schedule, Instant from, Instant until) {
    Map<Instant, GivenUp> lost = new HashMap<>();
    database
        .createQuery(LOST)
        .bind("schedule", schedule.value())
        .bind("from", Values.at(from))
        .bind("until", Values.at(until))
        .map((row, context) -> Map.entry(Values.at(row, "due_time"), given(row, Optional.empty())))
        .forEach(it -> lost.put(it.getKey(), it.getValue()));
    return lost;
  }

  private static Update bound(Handle database, String sql, GivenUp letter) {
    return database
        .createUpdate(sql)
        .bind("message", Values.text(letter.message()))
        .bind("dlq", Values.text(letter.dlqId()))
        .bind("run", Values.text(letter.run()))
        .bind("workflow", Values.text(letter.workflow().map(WorkflowId::folded)))
        .bind("name", Values.text(letter.workflow()))
        .bind("schedule", Values.text(letter.schedule()))
        .bind("status", number(letter.status()))
        .bind("detail", Values.text(letter.detail().map(AnswerColumns::storable)))
        .bind("retried", number(letter.retried()))
        .bind("made", Values.at(letter.madeAt()))
        .bind("at", Values.at(letter.at()));
  }

  private static Argument number(Optional<Integer> number) {
    return Values.number(number.map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  static DeadLetter read(ResultSet row, StatementContext context) throws SQLException {
    Optional<RunState> state = Values.textIfAny(row, "run_state").map(RunState::valueOf);
    Optional<RunId> run = AnswerColumns.run(row);
    boolean itself = state.filter(RunState.SUCCEEDED::equals).isPresent();
    return new DeadLetter(
        row.getLong("id"),
        given(row, run),
        state,
        Values.atIfAny(row, "due"),
        Values.atIfAny(row, "gone_at").isPresent(),
        Values.textIfAny(row, "sent_again_as").map(MessageId::new),
        itself ? run : Values.textIfAny(row, "recovered_by").map(RunId::new));
  }

  private static GivenUp given(ResultSet row, Optional<RunId> run) throws SQLException {
    return new GivenUp(
        Values.textIfAny(row, "message_id").map(MessageId::new),
        Values.textIfAny(row, "dlq_id"),
        run,
        Values.textIfAny(row, "workflow_name").map(WorkflowId::new),
        Values.textIfAny(row, "schedule_id").map(ScheduleId::new),
        numberIfAny(row, "status"),
        Values.textIfAny(row, "detail"),
        numberIfAny(row, "retried"),
        Values.atIfAny(row, "made_at"),
        Values.at(row, "given_up_at"));
  }

  private static Optional<Integer> numberIfAny(ResultSet row, String column) throws SQLException {
    OptionalInt number = Values.numberIfAny(row, column);
    return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
  }
}
