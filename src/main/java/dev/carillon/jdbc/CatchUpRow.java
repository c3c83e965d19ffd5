package dev.carillon.jdbc;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.watching.Ledger.Waiting;
import dev.carillon.watching.Ledger.Waiting.Wished;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads and writes which schedules have due times that wait to be caught up. */
final class CatchUpRow {
  private static final String EXTEND = """
      update catch_up set first_due = least(first_due, :first), last_due = greatest(last_due, :last)
       where schedule_id = :schedule""";

  private static final String INSERT = """
      insert into catch_up (schedule_id, first_due, last_due) values (:schedule, :first, :last)""";

  private static final String BUSY = """
      exists (
        select 1 from run
         where run.schedule_id = catch_up.schedule_id
           and run.state in ('PENDING', 'RUNNING', 'WAITING') and not run.coming)""";

  private static final String PAGE = "select schedule_id, " + BUSY + """
       as busy from catch_up where schedule_id > :after
       order by schedule_id fetch first :limit rows only""";

  private static final String ONE =
      "select schedule_id, " + BUSY + " as busy from catch_up where schedule_id = :schedule";

  /** Whoever judges extends the row after writing due times: with its lock none is passed over. */
  private static final String LOCK =
      "select schedule_id from catch_up where schedule_id = :schedule for update";

  private static final String NEXT = """
      select occurrence.* from occurrence
        join catch_up on catch_up.schedule_id = occurrence.schedule_id
       where occurrence.schedule_id = :schedule
         and occurrence.due_time >= catch_up.first_due
         and occurrence.due_time <= catch_up.last_due
         and occurrence.verdict = 'EXPECTED'""";

  /** Along the index of verdicts: by due times alone, H2 reads all that a schedule ever had. */
  private static final String IN_ORDER = """

       order by occurrence.schedule_id, occurrence.verdict, occurrence.due_time
       fetch first 1 row only""";

  static final String ITSELF = NEXT + " and occurrence.backfill_id is null" + IN_ORDER;

  static final String WISHED_FIRST = NEXT + " and occurrence.backfill_id is not null" + IN_ORDER;

  private static final String WISHED = """
      select backfill.id, backfill.per_minute, backfill.next_at from occurrence
        join backfill on backfill.id = occurrence.backfill_id
       where occurrence.schedule_id = :schedule and occurrence.due_time = :due""";

  /** What is passed needs no looking at any more. */
  private static final String ADVANCE = """
      update catch_up set first_due = :first where schedule_id = :schedule and first_due < :first""";

  private static final String REMOVE = """
      delete from catch_up
       where schedule_id = :schedule
         and not exists (
           select 1 from occurrence
            where occurrence.schedule_id = catch_up.schedule_id
              and occurrence.due_time >= catch_up.first_due
              and occurrence.due_time <= catch_up.last_due
              and occurrence.verdict = 'EXPECTED')""";

  private CatchUpRow() {}

  /** Adds those of the rows that wait to be caught up, of a schedule that is locked. */
  static void extend(Handle database, ScheduleId schedule, List<Occurrence> rows) {
    List<Instant> waiting = rows.stream()
        .filter(it -> it.verdict() == Verdict.EXPECTED)
        .map(Occurrence::dueTime)
        .toList();
    if (!waiting.isEmpty()) {
      extend(database, schedule, waiting.get(0), waiting.get(waiting.size() - 1));
    }
  }

  /** Adds the due times of a time, of a schedule that is locked. */
  static void extend(Handle database, ScheduleId schedule, Instant first, Instant last) {
    for (String sql : new String[] {EXTEND, INSERT}) {
      int written = database
          .createUpdate(sql)
          .bind("schedule", schedule.value())
          .bind("first", Values.at(first))
          .bind("last", Values.at(last))
          .execute();
      if (written == 1) {
        return;
      }
    }
  }

  static List<Waiting> waiting(Handle database, Optional<ScheduleId> after, int limit) {
    List<Seen> seen = database
        .createQuery(PAGE)
        .bind("after", after.map(ScheduleId::value).orElse(""))
        .bind("limit", limit)
        .map((row, context) -> read(database, row))
        .list();
    seen.forEach(it -> advance(database, it));
    return seen.stream().map(Seen::waiting).toList();
  }

  static Optional<Waiting> waiting(Handle database, ScheduleId schedule) {
    Optional<Seen> seen = database
        .createQuery(ONE)
        .bind("schedule", schedule.value())
        .map((row, context) -> read(database, row))
        .findOne();
    seen.ifPresent(it -> advance(database, it));
    return seen.map(Seen::waiting);
  }

  static Optional<Waiting> wished(Handle database, ScheduleId schedule) {
    boolean free = database
        .createQuery(ONE)
        .bind("schedule", schedule.value())
        .map((row, context) -> !row.getBoolean("busy"))
        .findOne()
        .orElse(false);
    Optional<Occurrence> next = first(database, WISHED_FIRST, schedule);
    return next.flatMap(it -> wished(database, schedule, it.dueTime()))
        .map(wish -> new Waiting(schedule, next, free, Optional.of(wish)));
  }

  /** What waits, and the oldest of it, which is not always what comes next. */
  private record Seen(Waiting waiting, Optional<Instant> oldest) {}

  private static Seen read(Handle database, ResultSet row) throws SQLException {
    ScheduleId schedule = new ScheduleId(row.getString("schedule_id"));
    boolean free = !row.getBoolean("busy");
    database
        .createQuery(LOCK)
        .bind("schedule", schedule.value())
        .mapTo(String.class)
        .list();
    Optional<Occurrence> oldest = first(database, NEXT + IN_ORDER, schedule);
    Optional<Wished> wished = oldest.flatMap(it -> wished(database, schedule, it.dueTime()));
    // What is caught up by itself does not wait until all is done that somebody asked for.
    Optional<Occurrence> itself = wished.flatMap(any -> first(database, ITSELF, schedule));
    Waiting waiting = itself.isPresent()
        ? new Waiting(schedule, itself, free)
        : new Waiting(schedule, oldest, free, wished);
    return new Seen(waiting, oldest.map(Occurrence::dueTime));
  }

  private static Optional<Wished> wished(Handle database, ScheduleId schedule, Instant due) {
    return database
        .createQuery(WISHED)
        .bind("schedule", schedule.value())
        .bind("due", Values.at(due))
        .map((row, context) ->
            new Wished(row.getLong("id"), row.getInt("per_minute"), Values.at(row, "next_at")))
        .findOne();
  }

  private static Optional<Occurrence> first(Handle database, String sql, ScheduleId schedule) {
    return database
        .createQuery(sql)
        .bind("schedule", schedule.value())
        .map(OccurrenceRow::read)
        .findOne();
  }

  private static void advance(Handle database, Seen seen) {
    seen.oldest()
        .ifPresent(oldest -> database
            .createUpdate(ADVANCE)
            .bind("schedule", seen.waiting().schedule().value())
            .bind("first", Values.at(oldest))
            .execute());
  }

  static void removeIfDone(Handle database, ScheduleId schedule) {
    database.createUpdate(REMOVE).bind("schedule", schedule.value()).execute();
  }
}
