package dev.carillon.jdbc;

import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.running.NudgeStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Nudges in the database. */
public final class JdbcNudgeStore implements NudgeStore {
  private static final String PARKED = """
      run.free_at > :soonest
      and (run.state = 'WAITING' or (run.state = 'RETRYING' and run.ownership = 'OURS')
           or (run.state = 'PENDING' and run.begins_at is not null))""";

  private static final String WANTING = """
      select run.id from run left join nudge on nudge.run_id = run.id
       where (nudge.run_id is null or nudge.wake_at <> run.free_at
              or (nudge.message_id is null and nudge.asked_at < :stale))
         and\s""" + PARKED + """

       order by run.free_at fetch first :limit rows only""";

  private static final String LOCK_RUN = """
      select * from run where id = :run and\s""" + PARKED + " for update";

  private static final String NUDGE = "select * from nudge where run_id = :run";

  private static final String INSERT = """
      insert into nudge (run_id, wake_at, asked_at) values (:run, :wake, :now)""";

  private static final String RENEW = """
      update nudge set wake_at = :wake, asked_at = :now, message_id = null where run_id = :run""";

  private static final String SENT = """
      update nudge set message_id = :message
       where run_id = :run and wake_at = :wake and message_id is null""";

  private static final String CAME = """
      delete from nudge where run_id = :run and message_id = :message""";

  private static final String USELESS = """
      select nudge.run_id as id from nudge join run on run.id = nudge.run_id
       where run.state in ('SUCCEEDED', 'FAILED', 'CANCELED') fetch first :limit rows only""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcNudgeStore(Database database) {
    this.database = database;
  }

  @Override
  public List<RunId> wanting(Instant soonest, Instant stale, int limit) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(WANTING)
            .bind("soonest", Values.at(soonest))
            .bind("stale", Values.at(stale))
            .bind("limit", limit)
            .map((row, context) -> new RunId(row.getString("id")))
            .list());
  }

  /** The run's row is locked meanwhile, so that of many nodes one finds no nudge. */
  @Override
  public Optional<Task> take(RunId run, Instant soonest, Instant stale, Instant now) {
    return database
        .transactions()
        .write(handle -> handle
            .createQuery(LOCK_RUN)
            .bind("run", run.value())
            .bind("soonest", Values.at(soonest))
            .map(RunRow::read)
            .findOne()
            .flatMap(parked -> take(handle, parked, stale, now)));
  }

  private static Optional<Task> take(Handle handle, Run run, Instant stale, Instant now) {
    Instant wake = run.wakeAt().orElseThrow();
    Optional<Row> row = row(handle, run.id());
    if (row.filter(it -> it.isRightFor(wake, stale)).isPresent()) {
      return Optional.empty();
    }
    handle
        .createUpdate(row.isPresent() ? RENEW : INSERT)
        .bind("run", run.id().value())
        .bind("wake", Values.at(wake))
        .bind("now", Values.at(now))
        .execute();
    return Optional.of(new Task(run, wake, row.flatMap(Row::message)));
  }

  private record Row(Instant wakeAt, Optional<MessageId> message, Instant askedAt) {
    boolean isRightFor(Instant wake, Instant stale) {
      return wakeAt.equals(wake) && (message.isPresent() || !askedAt.isBefore(stale));
    }
  }

  private static Optional<Row> row(Handle handle, RunId run) {
    return handle
        .createQuery(NUDGE)
        .bind("run", run.value())
        .map((row, context) -> new Row(
            Values.at(row, "wake_at"),
            Values.textIfAny(row, "message_id").map(MessageId::new),
            Values.at(row, "asked_at")))
        .findOne();
  }

  @Override
  public boolean sent(Task task, MessageId nudge) {
    return database
            .transactions()
            .write(handle -> handle
                .createUpdate(SENT)
                .bind("run", task.run().id().value())
                .bind("wake", Values.at(task.wakeAt()))
                .bind("message", nudge.value())
                .execute())
        == 1;
  }

  /** Forgets a nudge that came; others are left alone. */
  static void came(Handle handle, RunId run, MessageId nudge) {
    handle
        .createUpdate(CAME)
        .bind("run", run.value())
        .bind("message", nudge.value())
        .execute();
  }

  @Override
  public List<RunId> useless(int limit) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(USELESS)
            .bind("limit", limit)
            .map((row, context) -> new RunId(row.getString("id")))
            .list());
  }

  @Override
  public Optional<MessageId> forget(RunId run) {
    return database.transactions().write(handle -> {
      Optional<Row> row = row(handle, run);
      row.ifPresent(any -> handle
          .createUpdate("delete from nudge where run_id = :run")
          .bind("run", run.value())
          .execute());
      return row.flatMap(Row::message);
    });
  }
}
