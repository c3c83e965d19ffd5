package dev.carillon.jdbc;

import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.running.AdmissionView;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What an admission sees, read inside its transaction. */
record JdbcAdmissionView(Handle database, Instant now) implements AdmissionView {
  private static final String LOCK = "select id from schedule where id = :id for update";

  private static final String TOKEN = """
      select message_id, run_id, verdict, detail, duplicate, retry_after_ms from delivery
       where token_hash = :hash""";

  private static final String MESSAGE = """
      select run_id, verdict, detail, duplicate, retry_after_ms from message where id = :id""";

  private static final String OCCURRENCE = """
      select * from occurrence where schedule_id = :schedule and due_time = :due""";

  /** Each part goes backwards along its index (H2 if the order names it whole) to the first row. */
  private static final String WITHOUT_SUCCESS = """
      select * from occurrence
       where schedule_id = :schedule and due_time = (
         select max(due_time) from (
           (select due_time from occurrence
             where schedule_id = :schedule and verdict = 'EXPECTED'
               and due_time between :from and :until
             order by schedule_id desc, verdict desc, due_time desc
             fetch first 1 row only)
           union all
           (select due_time from occurrence
             where schedule_id = :schedule and verdict = 'MISSED'
               and due_time between :from and :until
             order by schedule_id desc, verdict desc, due_time desc
             fetch first 1 row only)
           union all
           (select occurrence.due_time from run
              join occurrence
                on occurrence.schedule_id = run.schedule_id and occurrence.due_time = run.due_time
               and occurrence.run_id = run.id
             where run.schedule_id = :schedule and run.state = 'FAILED'
               and run.due_time between :from and :until
             order by run.schedule_id desc, run.state desc, run.due_time desc
             fetch first 1 row only)
           union all
           (select occurrence.due_time from run
              join occurrence
                on occurrence.schedule_id = run.schedule_id and occurrence.due_time = run.due_time
               and occurrence.run_id = run.id
             where run.schedule_id = :schedule and run.state = 'CANCELED'
               and run.due_time between :from and :until
             order by run.schedule_id desc, run.state desc, run.due_time desc
             fetch first 1 row only)) found)""";

  private static final String UNENDED = """
      select * from run
       where schedule_id = :schedule and state in ('PENDING', 'RUNNING', 'WAITING', 'RETRYING')
         and not coming
       union all
      select * from run
       where state in ('SUCCEEDED', 'FAILED', 'CANCELED') and id in (
         select root_id from stopping where schedule_id = :schedule and until_at > :now)
       order by id""";

  @Override
  public Optional<StoredWorkflow> workflow(WorkflowId id) {
    return WorkflowRow.present(database, id);
  }

  @Override
  public Optional<Schedule> schedule(ScheduleId id) {
    database.createQuery(LOCK).bind("id", id.value()).mapTo(String.class).findOne();
    return ScheduleRow.find(database, id, now);
  }

  @Override
  public Optional<Revision> revision(ScheduleId id, int number) {
    return ScheduleRow.revision(database, id, number);
  }

  @Override
  public Optional<Revision> revisionAt(ScheduleId id, Instant instant) {
    return ScheduleRow.revisionAt(database, id, instant);
  }

  @Override
  public Optional<Pause> pauseAt(ScheduleId id, Instant instant) {
    return ScheduleRow.pauseAt(database, id, instant);
  }

  @Override
  public Optional<SeenToken> token(String hash) {
    return database
        .createQuery(TOKEN)
        .bind("hash", hash)
        .map((row, context) -> new SeenToken(
            Values.textIfAny(row, "message_id").map(MessageId::new), AnswerColumns.read(row)))
        .findOne();
  }

  @Override
  public Optional<SeenMessage> message(MessageId id) {
    return database
        .createQuery(MESSAGE)
        .bind("id", id.value())
        .map((row, context) -> AnswerColumns.read(row)
            .map(answer -> new SeenMessage(Optional.empty(), Optional.of(answer)))
            .orElse(new SeenMessage(AnswerColumns.run(row), Optional.empty())))
        .findOne();
  }

  @Override
  public Optional<Occurrence> occurrence(ScheduleId id, Instant dueTime) {
    return database
        .createQuery(OCCURRENCE)
        .bind("schedule", id.value())
        .bind("due", Values.at(dueTime))
        .map(OccurrenceRow::read)
        .findOne();
  }

  @Override
  public Set<Instant> kept(ScheduleId id, Instant from, Instant until) {
    return OccurrenceRow.kept(database, id, from, until);
  }

  @Override
  public Optional<Occurrence> newestWithoutSuccess(ScheduleId id, Instant from, Instant until) {
    return database
        .createQuery(WITHOUT_SUCCESS)
        .bind("schedule", id.value())
        .bind("from", Values.at(from))
        .bind("until", Values.at(until))
        .map(OccurrenceRow::read)
        .findOne();
  }

  @Override
  public Optional<Instant> sentAgainFor(MessageId message) {
    return DeadLetterRow.sentAgainFor(database, message);
  }

  @Override
  public Optional<Instant> beingSentAgain(ScheduleId id, Instant made) {
    return DeadLetterRow.beingSentAgain(database, id, made);
  }

  @Override
  public List<Run> unended(ScheduleId id) {
    return database
        .createQuery(UNENDED)
        .bind("schedule", id.value())
        .bind("now", Values.at(now))
        .map(RunRow::read)
        .list();
  }

  @Override
  public Optional<Run> run(RunId id) {
    return RunRow.find(database, id);
  }
}
