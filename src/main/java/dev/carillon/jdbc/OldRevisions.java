package dev.carillon.jdbc;

import dev.carillon.retention.RetentionStore.Kind;
import dev.carillon.retention.RetentionStore.Removed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Removes former wordings of schedules that no row of what is kept was judged by. */
final class OldRevisions implements JdbcRetentionStore.Sweep {
  private static final int PAGE = 50;

  private static final String OLD = """
      select schedule_id, number, until_at from schedule_revision
       where until_at >= :from and until_at < :before
         and (until_at > :from
              or schedule_id > :schedule
              or schedule_id = :schedule and number > :number)
       order by until_at, schedule_id, number fetch first :limit rows only""";

  /**
   * Not the one before the present one, which an edit that is refused brings back. It is asked of each
   * by itself: H2 would ask about its runs before it looks how old it is.
   */
  private static final String DELETE = """
      delete from schedule_revision
       where schedule_id = :schedule and number = :number
         and number < (
           select max(former.number)
             from schedule_revision former
             join schedule on schedule.id = former.schedule_id
            where former.schedule_id = :schedule and former.number < schedule.revision)
         and not exists (
           select 1 from schedule where id = :schedule and held_revision = :number)
         and not exists (
           select 1 from watch where schedule_id = :schedule and revision = :number)
         and not exists (
           select 1 from occurrence
            where occurrence.schedule_id = :schedule
              and occurrence.due_time between schedule_revision.from_at
                  and schedule_revision.until_at)
         and not exists (
           select 1 from run
            where schedule_id = :schedule and revision = :number
              and state in ('PENDING', 'RUNNING', 'WAITING', 'RETRYING'))""";

  private final Database database;
  private final Instant before;
  private Key after = new Key("", 0, Instant.EPOCH);

  OldRevisions(Database database, Instant before) {
    this.database = database;
    this.before = before;
  }

  private record Key(String schedule, int number, Instant until) {
    <S extends SqlStatement<S>> S bound(S statement) {
      return statement.bind("schedule", schedule).bind("number", number);
    }
  }

  @Override
  public Optional<Removed> next() {
    List<Key> page = database.transactions().read(this::page);
    if (page.isEmpty()) {
      return Optional.empty();
    }
    after = page.get(page.size() - 1);
    int count = database
        .transactions()
        .write(handle -> page.stream()
            .mapToInt(it -> it.bound(handle.createUpdate(DELETE)).execute())
            .sum());
    return Optional.of(new Removed(Kind.REVISIONS, count));
  }

  private List<Key> page(Handle handle) {
    return after
        .bound(handle.createQuery(OLD))
        .bind("from", Values.at(after.until()))
        .bind("before", Values.at(before))
        .bind("limit", PAGE)
        .map((row, context) ->
            new Key(row.getString("schedule_id"), row.getInt("number"), Values.at(row, "until_at")))
        .list();
  }
}
