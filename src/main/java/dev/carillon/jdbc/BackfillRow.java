package dev.carillon.jdbc;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.watching.Backfill;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads and writes backfills. */
final class BackfillRow {
  static final String READ = """
      select backfill.*,
             (select count(*) from occurrence
               where occurrence.backfill_id = backfill.id and occurrence.verdict = 'RAN') as ran,
             (select count(*) from occurrence
               where occurrence.backfill_id = backfill.id
                 and occurrence.verdict = 'EXPECTED') as remaining
        from backfill where backfill.schedule_id = :schedule""";

  /** Along the index of verdicts: by due times alone, H2 reads all that a schedule ever had. */
  static final String MISSED = """
      select * from occurrence
       where schedule_id = :schedule and verdict = 'MISSED'
         and due_time >= :from and due_time <= :until
       order by schedule_id, verdict, due_time
       fetch first :limit rows only""";

  /** Each part goes along its index, as above; one for both verdicts would read and sort all. */
  static final String MISSED_OR_SKIPPED = """
      select * from (
        (select * from occurrence
          where schedule_id = :schedule and verdict = 'MISSED'
            and due_time >= :from and due_time <= :until
          order by schedule_id, verdict, due_time
          fetch first :limit rows only)
        union all
        (select * from occurrence
          where schedule_id = :schedule and verdict = 'SKIPPED'
            and due_time >= :from and due_time <= :until
          order by schedule_id, verdict, due_time
          fetch first :limit rows only)) gap
       order by due_time
       fetch first :limit rows only""";

  /** What ran is never meant, nor what waits already. */
  static final String PICKED = """
      select * from occurrence
       where schedule_id = :schedule and due_time = :due
         and due_time >= :from and due_time <= :until
         and (verdict = 'MISSED' or :skipped and verdict = 'SKIPPED')""";

  static final String INSERT = """
      insert into backfill (
        schedule_id, asked_by, asked_at, reason, total, per_minute, next_at)
      values (:schedule, :by, :at, :reason, 0, :perMinute, :at)""";

  static final String EXPECT = """
      update occurrence
         set former_verdict = verdict, former_reason = reason,
             verdict = 'EXPECTED', reason = null, backfill_id = :id
       where schedule_id = :schedule and due_time = :due and verdict in ('MISSED', 'SKIPPED')""";

  static final String TOTAL = "update backfill set total = :total where id = :id";

  static final String CANCEL = """
      update backfill set canceled_at = :at, canceled_by = :by
       where id = :id and schedule_id = :schedule and canceled_at is null
         and exists (
           select 1 from occurrence
            where schedule_id = :schedule and backfill_id = :id and verdict = 'EXPECTED')""";

  static final String AS_BEFORE = """
      update occurrence set verdict = former_verdict, reason = former_reason
       where backfill_id = :id and schedule_id = :schedule and verdict = 'EXPECTED'""";

  private static final String END_ALL = """
      update backfill set canceled_at = :at, canceled_by = 'carillon'
       where schedule_id = :schedule and canceled_at is null
         and exists (
           select 1 from occurrence
            where occurrence.backfill_id = backfill.id and occurrence.verdict = 'EXPECTED')""";

  private static final String ALL_AS_BEFORE = """
      update occurrence set verdict = former_verdict, reason = former_reason
       where schedule_id = :schedule and verdict = 'EXPECTED' and backfill_id is not null""";

  private static final String BEGAN = "update backfill set next_at = :next where id = :id";

  private BackfillRow() {}

  /** One of its runs began: the next one waits for its share of the minute. */
  static void began(Handle database, long id, int perMinute, Instant now) {
    database
        .createUpdate(BEGAN)
        .bind("id", id)
        .bind("next", Values.at(now.plus(Duration.ofMinutes(1).dividedBy(perMinute))))
        .execute();
  }

  /** Ends what is under way of a schedule that is locked, because it is taken away. */
  static void endAll(Handle database, ScheduleId schedule, Instant at) {
    for (String sql : new String[] {END_ALL, ALL_AS_BEFORE}) {
      database
          .createUpdate(sql)
          .bind("schedule", schedule.value())
          .bind("at", Values.at(at))
          .execute();
    }
  }

  static Backfill read(ResultSet row, StatementContext context) throws SQLException {
    Optional<Instant> canceledAt = Values.atIfAny(row, "canceled_at");
    String by = row.getString("canceled_by");
    return new Backfill(
        row.getLong("id"),
        new ScheduleId(row.getString("schedule_id")),
        row.getString("asked_by"),
        Values.at(row, "asked_at"),
        Values.textIfAny(row, "reason"),
        row.getInt("total"),
        row.getInt("per_minute"),
        row.getInt("ran"),
        row.getInt("remaining"),
        canceledAt.map(at -> new Backfill.Canceled(by, at)));
  }
}
