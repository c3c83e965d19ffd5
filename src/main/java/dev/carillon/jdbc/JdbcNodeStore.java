package dev.carillon.jdbc;

import dev.carillon.scheduling.NodeStore;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The processes that work on the database, in the database. */
public final class JdbcNodeStore implements NodeStore {
  private static final String BEAT = """
      update node set beat_at = :beatAt, beats = :beats where instance = :instance""";

  private static final String BEGIN = """
      insert into node (instance, engine, started_at, beat_at, beats)
      values (:instance, :engine, :startedAt, :beatAt, :beats)""";

  private static final String LIVING = """
      select * from node where beat_at >= :since order by started_at, instance""";

  private static final String FIRST_DUTY = """
      insert into duty (name, instance, until_at)
      select :name, :instance, :now where not exists (select 1 from duty where name = :name)""";

  private static final String DUTY = """
      update duty set instance = :instance, until_at = :until
       where name = :name and (instance = :instance or until_at <= :now)""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcNodeStore(Database database) {
    this.database = database;
  }

  @Override
  public void beat(Node node) {
    database.transactions().run(handle -> {
      if (bound(handle.createUpdate(BEAT), node).execute() == 0) {
        bound(handle.createUpdate(BEGIN), node).execute();
      }
    });
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Node node) {
    return statement
        .bind("instance", node.instance())
        .bind("engine", node.engine())
        .bind("startedAt", Values.at(node.startedAt()))
        .bind("beatAt", Values.at(node.beatAt()))
        .bind("beats", node.beats());
  }

  @Override
  public void forget(String instance, Instant silentSince) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate("delete from node where instance = :instance or beat_at < :since")
            .bind("instance", instance)
            .bind("since", Values.at(silentSince))
            .execute());
  }

  @Override
  public OptionalLong beats(String instance) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select beats from node where instance = :instance")
            .bind("instance", instance)
            .mapTo(Long.class)
            .findOne()
            .map(OptionalLong::of)
            .orElseGet(OptionalLong::empty));
  }

  @Override
  public List<Node> living(Instant since) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(LIVING)
            .bind("since", Values.at(since))
            .map((row, context) -> new Node(
                row.getString("instance"),
                row.getString("engine"),
                Values.at(row, "started_at"),
                Values.at(row, "beat_at"),
                row.getLong("beats")))
            .list());
  }

  @Override
  public boolean takeDuty(String name, String instance, Instant now, Instant until) {
    return database.transactions().write(handle -> {
      duty(handle, FIRST_DUTY, name, instance, now, until);
      return duty(handle, DUTY, name, instance, now, until) == 1;
    });
  }

  private static int duty(
      Handle handle, String sql, String name, String instance, Instant now, Instant until) {
    return handle
        .createUpdate(sql)
        .bind("name", name)
        .bind("instance", instance)
        .bind("now", Values.at(now))
        .bind("until", Values.at(until))
        .execute();
  }
}
