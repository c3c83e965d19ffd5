package dev.carillon.jdbc;

import dev.carillon.retention.Horizon;
import dev.carillon.retention.RetentionStore.Kind;
import dev.carillon.retention.RetentionStore.Removed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** Removes rows of due times, schedule by schedule, the oldest first. */
final class OldDueTimes implements JdbcRetentionStore.Sweep {
  private static final int PAGE = 500;
  private static final List<String> VERDICTS = List.of("MISSED", "RAN", "SKIPPED");

  /** One look along an index where nothing is old, however many schedules there are. */
  private static final String ANY_OLD = """
      select 1 from occurrence where verdict = :verdict and due_time < :before
       fetch first 1 row only""";

  /** Along the key, from one schedule to the next one. */
  private static final String NEXT_SCHEDULE = """
      select schedule_id from occurrence where schedule_id > :after
       order by schedule_id fetch first 1 row only""";

  private static final String OLDEST = """
      select due_time from occurrence where schedule_id = :schedule
       order by schedule_id, due_time fetch first 1 row only""";

  /**
   * Not one beyond which the ledger has still to look, and none that its run, its backfill or a dead
   * letter needs.
   */
  private static final String OLD = """
       where schedule_id = :schedule and verdict = :verdict
         and due_time > :after and due_time < :before
         and not exists (
           select 1 from watch
            where watch.schedule_id = occurrence.schedule_id
              and watch.settled_until < occurrence.due_time)
         and not exists (select 1 from run where run.id = occurrence.run_id)
         and not exists (select 1 from backfill where backfill.id = occurrence.backfill_id)
         and not exists (
           select 1 from dead_letter
            where dead_letter.schedule_id = occurrence.schedule_id
              and dead_letter.due_time = occurrence.due_time)""";

  private static final String FIND = "select due_time from occurrence\n" + OLD + """

       order by schedule_id, verdict, due_time fetch first :limit rows only""";

  /** It is asked again: somebody may have a backfill of it by now. */
  private static final String DELETE = "delete from occurrence\n" + OLD + """

         and due_time <= :last""";

  private final Database database;
  private final Instant before;
  private final Instant ran;
  private final NewestRows newest;
  private String schedule = "";
  private int verdict = VERDICTS.size();
  private Instant after = Instant.EPOCH;
  private boolean begun;

  /**
   * @param before which due times go
   * @param newest of each schedule, which stay
   */
  OldDueTimes(Database database, Horizon horizon, Instant before, NewestRows newest) {
    this.database = database;
    this.before = before;
    // One that is younger has its run in all likelihood, and need not be looked at.
    this.ran = horizon.runsAndDueTimes().orElse(Instant.EPOCH);
    this.newest = newest;
  }

  @Override
  public Optional<Removed> next() {
    if (!begun && VERDICTS.stream().noneMatch(this::isAnyOld)) {
      return Optional.empty();
    }
    begun = true;
    while (verdict < VERDICTS.size() || toNextSchedule()) {
      Instant limit = limit();
      List<Instant> page = limit.isAfter(after) ? page(limit) : List.of();
      if (page.isEmpty()) {
        verdict++;
        after = Instant.EPOCH;
      } else {
        Instant last = page.get(page.size() - 1);
        int count = remove(limit, last);
        after = last;
        return Optional.of(new Removed(Kind.DUE_TIMES, count));
      }
    }
    return Optional.empty();
  }

  private boolean isAnyOld(String verdict) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(ANY_OLD)
            .bind("verdict", verdict)
            .bind("before", Values.at(before))
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  private Instant limit() {
    NewestRows.Since since = newest.of(schedule);
    boolean tells = !VERDICTS.get(verdict).equals("SKIPPED");
    Instant spared = tells ? since.telling() : since.any();
    Instant old = VERDICTS.get(verdict).equals("RAN") ? ran : before;
    return spared.isBefore(old) ? spared : old;
  }

  /** Goes on to the next schedule that has an old row; returns false if there is none. */
  private boolean toNextSchedule() {
    Optional<String> next;
    do {
      next = database
          .transactions()
          .read(handle -> handle
              .createQuery(NEXT_SCHEDULE)
              .bind("after", schedule)
              .mapTo(String.class)
              .findOne());
      next.ifPresent(it -> schedule = it);
    } while (next.isPresent() && !hasOldOnes());
    verdict = 0;
    after = Instant.EPOCH;
    return next.isPresent();
  }

  private boolean hasOldOnes() {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(OLDEST)
            .bind("schedule", schedule)
            .map((row, context) -> Values.at(row, "due_time"))
            .findOne())
        .filter(oldest -> oldest.isBefore(before))
        .isPresent();
  }

  private List<Instant> page(Instant limit) {
    return database
        .transactions()
        .read(handle -> bound(handle.createQuery(FIND), limit)
            .bind("limit", PAGE)
            .map((row, context) -> Values.at(row, "due_time"))
            .list());
  }

  private int remove(Instant limit, Instant last) {
    return database
        .transactions()
        .write(handle -> bound(handle.createUpdate(DELETE), limit)
            .bind("last", Values.at(last))
            .execute());
  }

  private <S extends SqlStatement<S>> S bound(S statement, Instant limit) {
    return statement
        .bind("schedule", schedule)
        .bind("verdict", VERDICTS.get(verdict))
        .bind("after", Values.at(after))
        .bind("before", Values.at(limit));
  }
}
