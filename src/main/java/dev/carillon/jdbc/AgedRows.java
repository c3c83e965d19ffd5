package dev.carillon.jdbc;

import dev.carillon.retention.Horizon;
import dev.carillon.retention.RetentionStore.Kind;
import dev.carillon.retention.RetentionStore.Removed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes rows of one table that each go by themselves, the oldest first. Each page begins where the
 * one before ended, along an index, so that rows that stay are passed once.
 */
final class AgedRows implements JdbcRetentionStore.Sweep {
  private static final int PAGE = 500;

  /**
   * What nobody tries any more and nobody has seen to stays longer, and so does what QStash may still
   * list. What belongs to a run goes with it.
   */
  private static final String LETTERS = """
      select letter.id, letter.given_up_at as at from dead_letter letter
       where letter.given_up_at >= :from and letter.given_up_at < :before
         and (letter.given_up_at > :from or letter.id > :after)
         and coalesce(letter.removed_at, letter.gone_at, letter.given_up_at) < :before
         and (letter.dlq_id is null or letter.gone_at is not null or letter.given_up_at < :listed)
         and not exists (select 1 from run where run.id = letter.run_id)
         and (letter.given_up_at < :open
              or letter.removed_at is not null
              or letter.sent_again_as is not null
              or exists (
                select 1 from occurrence
                  join run on run.id = occurrence.run_id and run.state = 'SUCCEEDED'
                 where occurrence.schedule_id = letter.schedule_id
                   and occurrence.due_time = letter.due_time))
       order by letter.given_up_at, letter.id fetch first :limit rows only""";

  private static final String MESSAGES = """
      select id, seen_at as at from message
       where seen_at >= :from and seen_at < :before and (seen_at > :from or id > :after)
         and not exists (select 1 from run where run.id = message.run_id)
       order by seen_at, id fetch first :limit rows only""";

  private static final String DELIVERIES = """
      select id, received_at as at from delivery
       where received_at >= :from and received_at < :before
         and (received_at > :from or id > :after)
         and (token_expires_at is null or token_expires_at < :now)
         and not exists (select 1 from run where run.id = delivery.run_id)
       order by received_at, id fetch first :limit rows only""";

  private static final String BACKFILLS = """
      select id, asked_at as at from backfill
       where asked_at >= :from and asked_at < :before and (asked_at > :from or id > :after)
         and not exists (
           select 1 from occurrence
            where occurrence.backfill_id = backfill.id and occurrence.verdict = 'EXPECTED')
       order by asked_at, id fetch first :limit rows only""";

  /** One that explains a row, or a due time that is still to be judged, stays. */
  private static final String PAUSES = """
      select id, until_at as at from schedule_pause pause
       where until_at >= :from and until_at < :before and (until_at > :from or id > :after)
         and not exists (
           select 1 from occurrence
            where occurrence.schedule_id = pause.schedule_id
              and occurrence.due_time between pause.from_at and pause.until_at)
         and not exists (
           select 1 from watch
            where watch.schedule_id = pause.schedule_id and watch.settled_until < pause.until_at)
       order by until_at, id fetch first :limit rows only""";

  private static final String AUDIT = """
      select id, at from audit
       where at >= :from and at < :before and (at > :from or id > :after)
       order by at, id fetch first :limit rows only""";

  private static final String REFUSALS = """
      select id, last_at as at from refused_delivery
       where last_at < :before order by last_at fetch first :limit rows only""";

  /** As long as a due time of then is to be judged, it is asked who was up. */
  private static final String ALIVE = """
       from alive
       where until_at < :before
         and not exists (select 1 from watch where watch.settled_until < alive.until_at)""";

  private final Database database;
  private final Kind kind;
  private final String select;
  private final String delete;
  private final Map<String, Instant> bounds;
  private Instant from = Instant.EPOCH;
  private Object after;

  private AgedRows(
      Database database,
      Kind kind,
      String select,
      String table,
      Object least,
      Map<String, Instant> bounds) {
    this.database = database;
    this.kind = kind;
    this.select = select;
    this.delete = "delete from " + table + " where id in (<ids>)";
    this.after = least;
    this.bounds = bounds;
  }

  static AgedRows letters(Database database, Horizon horizon, Instant before) {
    Map<String, Instant> bounds = new HashMap<>();
    bounds.put("before", before);
    bounds.put("open", horizon.runsAndDueTimes().orElse(Instant.EPOCH));
    bounds.put("listed", horizon.listed());
    return new AgedRows(database, Kind.DEAD_LETTERS, LETTERS, "dead_letter", 0L, bounds);
  }

  static AgedRows messages(Database database, Instant before) {
    return new AgedRows(database, Kind.MESSAGES, MESSAGES, "message", "", Map.of("before", before));
  }

  static AgedRows deliveries(Database database, Horizon horizon, Instant before) {
    Map<String, Instant> bounds = Map.of("before", before, "now", horizon.now());
    return new AgedRows(database, Kind.DELIVERIES, DELIVERIES, "delivery", 0L, bounds);
  }

  static AgedRows backfills(Database database, Instant before) {
    return new AgedRows(
        database, Kind.BACKFILLS, BACKFILLS, "backfill", 0L, Map.of("before", before));
  }

  static AgedRows pauses(Database database, Instant before) {
    return new AgedRows(
        database, Kind.PAUSES, PAUSES, "schedule_pause", 0L, Map.of("before", before));
  }

  static AgedRows audit(Database database, Instant before) {
    return new AgedRows(database, Kind.AUDIT, AUDIT, "audit", 0L, Map.of("before", before));
  }

  static AgedRows refusals(Database database, Instant before) {
    return new AgedRows(
        database, Kind.REFUSALS, REFUSALS, "refused_delivery", 0L, Map.of("before", before));
  }

  /** They are few: there is one for each start of a node. */
  static JdbcRetentionStore.Sweep aliveTimes(Database database, Instant before) {
    return () -> database
        .transactions()
        .read(handle -> handle
            .createQuery("select count(*)\n" + ALIVE)
            .bind("before", Values.at(before))
            .mapTo(Long.class)
            .findOne()
            .filter(count -> count > 0))
        .map(any -> database
            .transactions()
            .write(handle -> handle
                .createUpdate("delete\n" + ALIVE)
                .bind("before", Values.at(before))
                .execute()))
        .map(count -> new Removed(Kind.ALIVE, count));
  }

  private record Row(Object id, Instant at) {}

  @Override
  public Optional<Removed> next() {
    List<Row> page = page();
    if (page.isEmpty()) {
      return Optional.empty();
    }
    Row last = page.get(page.size() - 1);
    int count = database
        .transactions()
        .write(handle -> handle
            .createUpdate(delete)
            .bindList("ids", page.stream().map(Row::id).toList())
            .execute());
    from = last.at();
    after = last.id();
    return Optional.of(new Removed(kind, count));
  }

  private List<Row> page() {
    return database.transactions().read(handle -> {
      var query = handle
          .createQuery(select)
          .bind("from", Values.at(from))
          .bind("after", after)
          .bind("limit", PAGE);
      bounds.forEach((name, at) -> query.bind(name, Values.at(at)));
      return query
          .map((row, context) -> new Row(row.getObject("id"), Values.at(row, "at")))
          .list();
    });
  }
}
