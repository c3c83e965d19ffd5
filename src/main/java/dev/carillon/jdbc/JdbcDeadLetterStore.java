package dev.carillon.jdbc;

import dev.carillon.delivery.DeadLetter;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.run.MessageId;
import dev.carillon.running.DeadLetterStore;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Dead letters in the database. */
public final class JdbcDeadLetterStore implements DeadLetterStore {
  private static final String READ = """
      select letter.*, coalesce(goes_on.state, run.state) as run_state,
             coalesce(run.due_time, letter.due_time) as due,
             coalesce(later.id, heir.id) as recovered_by
        from dead_letter letter
        left join run on run.id = letter.run_id
        left join occurrence
          on occurrence.schedule_id = coalesce(run.schedule_id, letter.schedule_id)
         and occurrence.due_time = coalesce(run.due_time, letter.due_time)
        left join run later on later.id = occurrence.run_id and later.state = 'SUCCEEDED'
        left join run heir
          on heir.redrive_root = coalesce(run.redrive_root, run.id) and heir.state = 'SUCCEEDED'
        left join run goes_on
          on goes_on.redrive_root = coalesce(run.redrive_root, run.id)
         and goes_on.state in ('PENDING', 'RUNNING', 'WAITING', 'RETRYING')
       where letter.removed_at is null""";

  private static final String OF_WORKFLOW = """
       and letter.workflow_id = :workflow""";

  private static final String AFTER = """
       and (letter.given_up_at, letter.id)
         < (select given_up_at, id from dead_letter where id = :after)""";

  private static final String IN_ORDER = """
       order by letter.given_up_at desc, letter.id desc fetch first :limit rows only""";

  private static final String ASKED = """
      update dead_letter set first_asked_at = coalesce(first_asked_at, :at), last_asked_at = :at
       where dlq_id = :dlq""";

  private static final String SENT_AGAIN = """
      update dead_letter
         set gone_at = :at,
             sent_again_as = coalesce(
               sent_again_as,
               (select cast(:message as varchar(200))
                 where not exists (select 1 from dead_letter where sent_again_as = :message)))
       where dlq_id = :dlq""";

  private static final String GONE = """
      update dead_letter set gone_at = :at where dlq_id = :dlq and gone_at is null""";

  private static final String REMOVE = """
      update dead_letter set removed_at = :at, gone_at = coalesce(gone_at, :at)
       where dlq_id = :dlq""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcDeadLetterStore(Database database) {
    this.database = database;
  }

  @Override
  public void keep(GivenUp letter) {
    database.transactions().run(handle -> DeadLetterRow.keep(handle, letter));
  }

  @Override
  public List<DeadLetter> list(Optional<WorkflowId> workflow, Optional<Long> after, int limit) {
    String sql = READ
        + workflow.map(any -> "\n" + OF_WORKFLOW).orElse("")
        + after.map(any -> "\n" + AFTER).orElse("")
        + "\n" + IN_ORDER;
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(sql)
            .bind("workflow", workflow.map(WorkflowId::folded).orElse(""))
            .bind("after", after.orElse(0L))
            .bind("limit", limit)
            .map(DeadLetterRow::read)
            .list());
  }

  @Override
  public Optional<DeadLetter> find(String dlqId) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(READ + " and letter.dlq_id = :dlq")
            .bind("dlq", dlqId)
            .map(DeadLetterRow::read)
            .findOne());
  }

  @Override
  public void asked(String dlqId, Instant at) {
    database.transactions().run(handle -> update(handle, ASKED, dlqId, at, Optional.empty()));
  }

  @Override
  public Optional<Instant> beingSentAgain(ScheduleId schedule, Instant made) {
    return database
        .transactions()
        .read(handle -> DeadLetterRow.beingSentAgain(handle, schedule, made));
  }

  @Override
  public void sentAgain(String dlqId, MessageId as, Instant at) {
    database.transactions().run(handle -> update(handle, SENT_AGAIN, dlqId, at, Optional.of(as)));
  }

  @Override
  public Optional<Instant> sentAgainFor(MessageId message) {
    return database.transactions().read(handle -> DeadLetterRow.sentAgainFor(handle, message));
  }

  @Override
  public void gone(String dlqId, Instant at) {
    database.transactions().run(handle -> update(handle, GONE, dlqId, at, Optional.empty()));
  }

  @Override
  public void remove(String dlqId, Instant at) {
    database.transactions().run(handle -> update(handle, REMOVE, dlqId, at, Optional.empty()));
  }

  private static void update(
      Handle handle, String sql, String dlqId, Instant at, Optional<MessageId> message) {
    handle
        .createUpdate(sql)
        .bind("dlq", dlqId)
        .bind("at", Values.at(at))
        .bind("message", Values.text(message))
        .execute();
  }
}
