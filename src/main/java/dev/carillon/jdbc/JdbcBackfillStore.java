package dev.carillon.jdbc;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.watching.Backfill;
import dev.carillon.watching.Backfill.Gaps;
import dev.carillon.watching.BackfillStore;
import dev.carillon.watching.TooManyDueTimesException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Backfills in the database. */
public final class JdbcBackfillStore implements BackfillStore {
  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcBackfillStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Occurrence> gaps(ScheduleId schedule, Gaps gaps, int limit) {
    return database.transactions().read(handle -> gaps(handle, schedule, gaps, limit));
  }

  private static List<Occurrence> gaps(Handle handle, ScheduleId schedule, Gaps gaps, int limit) {
    if (gaps.picked().isEmpty()) {
      String sql = gaps.skipped() ? BackfillRow.MISSED_OR_SKIPPED : BackfillRow.MISSED;
      return found(handle.createQuery(sql).bind("limit", limit), schedule, gaps);
    }
    List<Occurrence> picked = new ArrayList<>();
    gaps.picked().stream().sorted().distinct().limit(limit).forEach(due -> {
      Query one = handle.createQuery(BackfillRow.PICKED).bind("due", Values.at(due));
      picked.addAll(found(one.bind("skipped", gaps.skipped()), schedule, gaps));
    });
    return picked;
  }

  private static List<Occurrence> found(Query query, ScheduleId schedule, Gaps gaps) {
    return query
        .bind("schedule", schedule.value())
        .bind("from", Values.at(gaps.from()))
        .bind("until", Values.at(gaps.until()))
        .map(OccurrenceRow::read)
        .list();
  }

  @Override
  public Optional<Backfill> begin(
      ScheduleId schedule,
      Gaps gaps,
      int perMinute,
      Optional<String> reason,
      String by,
      Instant at) {
    return database.transactions().write(handle -> {
      JdbcLedgerView.lock(handle, schedule);
      List<Occurrence> meant = gaps(handle, schedule, gaps, Backfill.MOST + 1);
      if (meant.isEmpty()) {
        return Optional.empty();
      }
      if (meant.size() > Backfill.MOST) {
        throw new TooManyDueTimesException();
      }
      long id = handle
          .createUpdate(BackfillRow.INSERT)
          .bind("schedule", schedule.value())
          .bind("by", by)
          .bind("at", Values.at(at))
          .bind("reason", Values.text(reason))
          .bind("perMinute", perMinute)
          .executeAndReturnGeneratedKeys("id")
          .mapTo(Long.class)
          .one();
      expect(handle, schedule, meant, id);
      handle
          .createUpdate(BackfillRow.TOTAL)
          .bind("id", id)
          .bind("total", meant.size())
          .execute();
      CatchUpRow.extend(
          handle, schedule, meant.get(0).dueTime(), meant.get(meant.size() - 1).dueTime());
      return find(handle, schedule, id);
    });
  }

  private static void expect(Handle handle, ScheduleId schedule, List<Occurrence> meant, long id) {
    PreparedBatch each = handle.prepareBatch(BackfillRow.EXPECT);
    meant.forEach(it -> each.bind("id", id)
        .bind("schedule", schedule.value())
        .bind("due", Values.at(it.dueTime()))
        .add());
    each.execute();
  }

  @Override
  public Optional<Backfill> find(ScheduleId schedule, long id) {
    return database.transactions().read(handle -> find(handle, schedule, id));
  }

  private static Optional<Backfill> find(Handle handle, ScheduleId schedule, long id) {
    return handle
        .createQuery(BackfillRow.READ + " and backfill.id = :id")
        .bind("schedule", schedule.value())
        .bind("id", id)
        .map(BackfillRow::read)
        .findOne();
  }

  @Override
  public List<Backfill> list(ScheduleId schedule, Optional<Long> before, int limit) {
    String sql = BackfillRow.READ
        + "\n and backfill.id < :before order by backfill.id desc fetch first :limit rows only";
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(sql)
            .bind("schedule", schedule.value())
            .bind("before", before.orElse(Long.MAX_VALUE))
            .bind("limit", limit)
            .map(BackfillRow::read)
            .list());
  }

  @Override
  public void cancel(ScheduleId schedule, long id, String by, Instant at) {
    database.transactions().run(handle -> {
      JdbcLedgerView.lock(handle, schedule);
      int ended = handle
          .createUpdate(BackfillRow.CANCEL)
          .bind("id", id)
          .bind("schedule", schedule.value())
          .bind("by", by)
          .bind("at", Values.at(at))
          .execute();
      if (ended > 0) {
        handle
            .createUpdate(BackfillRow.AS_BEFORE)
            .bind("id", id)
            .bind("schedule", schedule.value())
            .execute();
      }
    });
  }
}
