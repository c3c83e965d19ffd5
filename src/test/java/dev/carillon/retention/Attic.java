package dev.carillon.retention;

import dev.carillon.run.RunId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Lays old things into a database, and tells what is left of them. */
public final class Attic {
  private final DataSource database;
  private static final AtomicInteger MADE = new AtomicInteger();

  private Connection shared;

  /** Takes the database. */
  public Attic(DataSource database) {
    this.database = database;
  }

  /** Runs a statement; an {@link Instant} may be among its values. */
  public void write(String sql, Object... values) {
    if (shared == null) {
      atOnce(() -> write(sql, values));
      return;
    }
    try (PreparedStatement statement = shared.prepareStatement(sql)) {
      bind(statement, values);
      statement.executeUpdate();
    } catch (SQLException broken) {
      throw new IllegalStateException(sql, broken);
    }
  }

  /** Writes many things in one transaction. */
  public void atOnce(Runnable writing) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      shared = connection;
      writing.run();
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    } finally {
      shared = null;
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : values[i];
      statement.setObject(i + 1, value);
    }
  }

  /** Returns the first column of what a query finds, as text. */
  public List<String> ask(String sql, Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    } catch (SQLException broken) {
      throw new IllegalStateException(sql, broken);
    }
  }

  /** Returns how many rows a table has. */
  public long count(String table) {
    return Long.parseLong(ask("select count(*) from " + table).get(0));
  }

  /** Returns the ids of all runs, in their order. */
  public List<String> runs() {
    return ask("select id from run order by id");
  }

  /** Lays down a definition, for runs that pin it. */
  public void definition() {
    write("insert into definition (hash, source) values ('h', 'x')");
  }

  /** Lays down a workflow that is there. */
  public void workflow(String id) {
    write("insert into workflow (id, version, removed) values (?, '1', false)", id);
  }

  /** Lays down a run of a workflow that nobody has any more. */
  public String run(String state, Instant ended) {
    return run("gone", state, ended);
  }

  /** Lays down a run that took a minute. */
  public String run(String workflow, String state, Instant ended) {
    String id = RunId.of(ended.minusSeconds(60).toEpochMilli(), 0, MADE.incrementAndGet())
        .value();
    boolean over = List.of("SUCCEEDED", "FAILED", "CANCELED").contains(state);
    write(
        """
        insert into run (
          id, workflow_id, workflow_name, version, hash, revision, trigger, state, input, attempts,
          max_attempts, ownership, created_at, started_at, ended_at, rank_at, fence, writes)
        values (?, ?, ?, '1', 'h', 0, 'MANUAL', ?, '{}', 1, 4, 'OURS', ?, ?,
                cast(? as timestamp(6) with time zone), ?, 1, 1)""",
        id,
        workflow,
        workflow,
        state,
        ended.minusSeconds(60),
        ended.minusSeconds(60),
        over ? ended : null,
        ended.minusSeconds(60));
    return id;
  }

  /** Lays down a step. */
  public void step(String run, int number) {
    write("""
        insert into step (
          run_id, block, task, visit, number, written, pointer, name, kind, state, attempt, raw,
          started_at)
        values (?, '/do', ?, 1, ?, ?, '/do/0', 'say', 'set', 'COMPLETED', 1, '{}', ?)""", run, "t" + number, number, number, Instant.EPOCH);
  }

  /** Lays down a due time. */
  public void dueTime(String schedule, Instant due, String verdict) {
    write("""
        insert into occurrence (schedule_id, due_time, revision, verdict, duplicates)
        values (?, ?, 1, ?, 0)""", schedule, due, verdict);
  }

  /** Lays down a due time with a run that succeeded a minute later. */
  public String ran(String schedule, Instant due) {
    String run = run(schedule, "SUCCEEDED", due.plusSeconds(60));
    dueTime(schedule, due, "RAN");
    write("update run set schedule_id = ?, due_time = ? where id = ?", schedule, due, run);
    write(
        "update occurrence set run_id = ? where schedule_id = ? and due_time = ?",
        run,
        schedule,
        due);
    return run;
  }

  /** Lays down a schedule in its revision of that number. */
  public void schedule(String id, int revision, Instant from) {
    write("insert into schedule (id, revision, sync) values (?, ?, 'IN_SYNC')", id, revision);
    revision(id, revision, from, null);
  }

  /** Lays down a revision. */
  public void revision(String schedule, int number, Instant from, Instant until) {
    write("""
        insert into schedule_revision (
          schedule_id, number, from_at, until_at, workflow_name, active, cron, zone, retries,
          overlap, catch_up, overridden)
        values (?, ?, ?, cast(? as timestamp(6) with time zone), ?, true, '0 0 1 1 *', 'UTC', 3,
                'SKIP', 'LAST', '')""", schedule, number, from, until, schedule);
  }

  /** Lays down a dead letter. */
  public void letter(String message, String run, Instant at) {
    write(
        "insert into dead_letter (message_id, run_id, given_up_at) values (?, ?, ?)",
        message,
        run,
        at);
  }

  /** Lays down what is known of a message. */
  public void message(String id, String run, Instant at) {
    write(
        "insert into message (id, run_id, duplicate, seen_at) values (?, ?, false, ?)",
        id,
        run,
        at);
  }

  /** Lays down a delivery whose token is good for a day. */
  public void delivery(String token, String run, Instant at) {
    write("""
        insert into delivery (
          token_hash, token_expires_at, retried, route, received_at, run_id, duplicate)
        values (?, ?, 0, 'webhook', ?, ?, false)""", token, at.plus(Duration.ofDays(1)), at, run);
  }
}
