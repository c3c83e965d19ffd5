package dev.carillon.jdbc;

import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.watching.Cursor;
import dev.carillon.watching.Ledger.Move;
import dev.carillon.watching.Watched;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads and writes how far the due times of revisions are accounted for. */
final class WatchRow {
  private static final String DUE = """
      select revision.*, watch.settled_until, watch.due_time, watch.watch_at,
             exists (
               select 1 from occurrence
                where occurrence.schedule_id = watch.schedule_id
                  and occurrence.due_time = watch.due_time) as kept,
             case when schedule.held_by = 'qstash' then schedule.held_at end as given_at
        from watch
        join schedule on schedule.id = watch.schedule_id
        join schedule_revision revision
          on revision.schedule_id = watch.schedule_id and revision.number = watch.revision
       where watch.watch_at <= :now
       order by watch.watch_at fetch first :limit rows only""";

  private static final String OF_SCHEDULE = """
      select revision.*, watch.settled_until, watch.due_time, watch.watch_at, false as kept,
             case when schedule.held_by = 'qstash' then schedule.held_at end as given_at
        from watch
        join schedule on schedule.id = watch.schedule_id
        join schedule_revision revision
          on revision.schedule_id = watch.schedule_id and revision.number = watch.revision
       where watch.schedule_id = :schedule""";

  private static final String FIND = OF_SCHEDULE + " and watch.revision = :revision";

  private static final String NEXT =
      "select watch_at from watch order by watch_at fetch first 1 row only";

  private static final String MOVE = """
      update watch set settled_until = :settled, due_time = :due, watch_at = :at
       where schedule_id = :schedule and revision = :revision and settled_until = :from""";

  private static final String REMOVE =
      "delete from watch where schedule_id = :schedule and revision = :revision";

  private static final String POSTPONE = """
      update watch set watch_at = :at where schedule_id = :schedule and revision = :revision""";

  private static final String BEGIN = """
      insert into watch (schedule_id, revision, settled_until, watch_at)
      select schedule_id, number, from_at, from_at from schedule_revision
       where schedule_id = :schedule and number = :revision and active""";

  private static final String LOOK_NOW = """
      update watch set watch_at = :at where schedule_id = :schedule and watch_at > :at""";

  private static final String LOOK_AT_DUE = """
      update watch set watch_at = due_time
       where schedule_id = :schedule and due_time <= :until and watch_at > due_time""";

  private static final String STILL_TO_COME = """
      select count(*) from watch
       where schedule_id = :schedule and revision = :revision and settled_until < :due""";

  private static final Comparator<Move> IN_ORDER = Comparator.comparing(
          (Move move) -> move.to().schedule().value())
      .thenComparing(move -> move.to().revision());

  private WatchRow() {}

  /** Tells whether a due time was accounted for, or never will be. */
  static boolean isPassed(Handle database, Due due) {
    return named(database.createQuery(STILL_TO_COME), due.schedule(), due.revision())
            .bind("due", Values.at(due.dueTime()))
            .mapTo(Long.class)
            .one()
        == 0;
  }

  static List<Watched> due(Handle database, Instant now, int limit) {
    return database
        .createQuery(DUE)
        .bind("now", Values.at(now))
        .bind("limit", limit)
        .map(WatchRow::read)
        .list();
  }

  static Optional<Watched> find(Handle database, ScheduleId schedule, int revision) {
    return named(database.createQuery(FIND), schedule, revision)
        .map(WatchRow::read)
        .findOne();
  }

  /** Returns what is watched of a schedule that is locked. */
  static List<Watched> of(Handle database, ScheduleId schedule) {
    return database
        .createQuery(OF_SCHEDULE)
        .bind("schedule", schedule.value())
        .map(WatchRow::read)
        .list();
  }

  static Optional<Instant> nextLook(Handle database) {
    return database
        .createQuery(NEXT)
        .map((row, context) -> Values.at(row, "watch_at"))
        .findOne();
  }

  /** Takes the rows in one order on all nodes, so that none waits for another in a circle. */
  static void move(Handle database, List<Move> moves) {
    PreparedBatch batch = database.prepareBatch(MOVE);
    moves.stream()
        .sorted(IN_ORDER)
        .forEach(it -> bind(batch, it.from(), it.to()).add());
    batch.execute();
  }

  /** Moves a cursor whose schedule is locked, or ends the watch. */
  static void write(Handle database, Cursor from, Optional<Cursor> to) {
    if (to.isPresent()) {
      bind(database.createUpdate(MOVE), from.settledUntil(), to.get()).execute();
    } else {
      named(database.createUpdate(REMOVE), from.schedule(), from.revision()).execute();
    }
  }

  static void postpone(Handle database, ScheduleId schedule, int revision, Instant until) {
    named(database.createUpdate(POSTPONE), schedule, revision)
        .bind("at", Values.at(until))
        .execute();
  }

  /** Watches a revision that comes into force, if it is switched on. */
  static void begin(Handle database, ScheduleId schedule, int revision) {
    named(database.createUpdate(BEGIN), schedule, revision).execute();
  }

  /** Lets revisions be looked at now, because one of them was closed. */
  static void lookNow(Handle database, ScheduleId schedule, Instant at) {
    database
        .createUpdate(LOOK_NOW)
        .bind("schedule", schedule.value())
        .bind("at", Values.at(at))
        .execute();
  }

  /** Lets a schedule that is locked be looked at when it is due, if that is by then. */
  static void lookWhenDue(Handle database, ScheduleId schedule, Instant until) {
    database
        .createUpdate(LOOK_AT_DUE)
        .bind("schedule", schedule.value())
        .bind("until", Values.at(until))
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Instant from, Cursor to) {
    return named(statement, to.schedule(), to.revision())
        .bind("from", Values.at(from))
        .bind("settled", Values.at(to.settledUntil()))
        .bind("due", Values.at(to.due()))
        .bind("at", Values.at(to.watchAt()));
  }

  private static <S extends SqlStatement<S>> S named(
      S statement, ScheduleId schedule, int revision) {
    return statement.bind("schedule", schedule.value()).bind("revision", revision);
  }

  private static Watched read(ResultSet row, StatementContext context) throws SQLException {
    return new Watched(
        ScheduleRow.readRevision(row, context),
        new Cursor(
            new ScheduleId(row.getString("schedule_id")),
            row.getInt("number"),
            Values.at(row, "settled_until"),
            Values.atIfAny(row, "due_time"),
            Values.at(row, "watch_at")),
        row.getBoolean("kept"),
        Values.atIfAny(row, "given_at"));
  }
}
