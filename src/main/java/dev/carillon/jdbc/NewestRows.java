package dev.carillon.jdbc;

import dev.carillon.watching.Health;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Since when due times of a schedule say how it does: as many of the newest as are looked at for that,
 * however old they are. What is due meanwhile moves that on; until it is asked anew more is spared than
 * has to be. For one pass, by one thread.
 */
final class NewestRows {
  private static final String NEWEST = """
      select due_time from occurrence
       where schedule_id = :schedule
       order by schedule_id desc, due_time desc
      offset :most rows fetch first 1 row only""";

  private static final String TELLING = """
      select due_time from (
        (select due_time from occurrence
          where schedule_id = :schedule and verdict = 'RAN'
          order by schedule_id desc, verdict desc, due_time desc
          fetch first :all rows only)
        union all
        (select due_time from occurrence
          where schedule_id = :schedule and verdict = 'MISSED'
          order by schedule_id desc, verdict desc, due_time desc
          fetch first :all rows only)) told
       order by due_time desc
      offset :most rows fetch first 1 row only""";

  private static final String PRESENT =
      "select 1 from schedule where id = :schedule and not removed";

  private final Database database;
  private final Map<String, Since> known = new HashMap<>();

  NewestRows(Database database) {
    this.database = database;
  }

  /**
   * Where the newest due times of a schedule begin.
   *
   * @param any of all; nothing before it is shown
   * @param telling of those that ran or were missed; not after the other one
   */
  record Since(Instant any, Instant telling) {}

  /** Returns it of a schedule; of one that was removed there is nothing to tell. */
  Since of(String schedule) {
    return known.computeIfAbsent(
        schedule,
        id -> isPresent(id)
            ? new Since(first(NEWEST, id), first(TELLING, id))
            : new Since(Instant.MAX, Instant.MAX));
  }

  private boolean isPresent(String schedule) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(PRESENT)
            .bind("schedule", schedule)
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  private Instant first(String sql, String schedule) {
    Optional<Instant> first = database
        .transactions()
        .read(handle -> handle
            .createQuery(sql)
            .bind("schedule", schedule)
            .bind("most", Health.SPAN - 1)
            .bind("all", Health.SPAN)
            .map((row, context) -> Values.at(row, "due_time"))
            .findOne());
    return first.orElse(Instant.MIN);
  }
}
