package dev.carillon.jdbc;

import dev.carillon.watching.AliveTimes;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Reads and writes when nodes were up. */
final class AliveRow {
  private static final String MOVE = """
      update alive set until_at = :until where node = :node and from_at = :from""";

  private static final String INSERT =
      "insert into alive (node, from_at, until_at) values (:node, :from, :until)";

  private static final String BETWEEN = """
      select from_at, until_at from alive where until_at >= :from and from_at <= :until
       order by until_at""";

  private AliveRow() {}

  static void write(Handle database, String node, Instant from, Instant until) {
    for (String sql : new String[] {MOVE, INSERT}) {
      int written = database
          .createUpdate(sql)
          .bind("node", node)
          .bind("from", Values.at(from))
          .bind("until", Values.at(until))
          .execute();
      if (written == 1) {
        return;
      }
    }
  }

  static AliveTimes between(Handle database, Instant from, Instant until) {
    return new AliveTimes(database
        .createQuery(BETWEEN)
        .bind("from", Values.at(from))
        .bind("until", Values.at(until))
        .map((row, context) ->
            new AliveTimes.Interval(Values.at(row, "from_at"), Values.at(row, "until_at")))
        .list());
  }

  static void forget(Handle database, Instant before) {
    database
        .createUpdate("delete from alive where until_at < :before")
        .bind("before", Values.at(before))
        .execute();
  }
}
