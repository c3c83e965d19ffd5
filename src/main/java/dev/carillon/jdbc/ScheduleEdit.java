package dev.carillon.jdbc;

import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleChangedException;
import dev.carillon.scheduling.ScheduleStore.Revised;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** One edit of a schedule, in its transaction. It takes the schedule's row first. */
record ScheduleEdit(Handle database, ScheduleId id) {
  private static final String CREATE = """
      insert into schedule (id, revision, sync)
      select :id, 1, 'PENDING' where not exists (select 1 from schedule where id = :id)""";

  private static final String ADVANCE = """
      update schedule set revision = revision + 1, sync = 'PENDING'
       where id = :id and revision = :expected""";

  private static final String CLOSE = """
      update schedule_revision set until_at = :at where schedule_id = :id and number = :number""";

  private static final String INSERT = """
      insert into schedule_revision (
        schedule_id, number, from_at, workflow_name, active, cron, zone, retries, overlap, catch_up,
        rung_by, standby, retry_delay, overridden)
      values (
        :id, :number, :at, :workflow, :active, :cron, :zone, :retries, :overlap, :catchUp,
        :rungBy, :standby, :retryDelay, :overridden)""";

  private static final String REPEAT = """
      insert into schedule_revision (
        schedule_id, number, from_at, workflow_name, active, cron, zone, retries, overlap, catch_up,
        rung_by, standby, retry_delay, overridden)
      select
        schedule_id, :number, :at, workflow_name, active, cron, zone, retries, overlap, catch_up,
        rung_by, standby, retry_delay, overridden
        from schedule_revision where schedule_id = :id and number = :repeated""";

  private static final String NO_MORE_EXPECTED = """
      update occurrence set verdict = 'SKIPPED', reason = 'DEACTIVATED'
       where schedule_id = :id and verdict = 'EXPECTED'""";

  void revise(Revised wanted, int expected, Instant at) {
    if (!advance(expected == 0 ? CREATE : ADVANCE, expected)) {
      throw new ScheduleChangedException(id);
    }
    close(expected, at);
    database
        .createUpdate(INSERT)
        .bind("id", id.value())
        .bind("number", expected + 1)
        .bind("at", Values.at(at))
        .bind("workflow", wanted.workflow().value())
        .bind("active", wanted.active())
        .bind("cron", wanted.wording().cron().text())
        .bind("zone", wanted.wording().zone().getId())
        .bind("retries", wanted.wording().retries())
        .bind("overlap", wanted.wording().overlap().name())
        .bind("catchUp", wanted.wording().catchUp().name())
        .bind("rungBy", wanted.wording().rungBy().name())
        .bind("standby", wanted.wording().standby())
        .bind(
            "retryDelay",
            wanted.wording().retryDelay().map(RetryDelay::expression).orElse(null))
        .bind("overridden", String.join(",", wanted.overridden()))
        .execute();
    WatchRow.begin(database, id, expected + 1);
  }

  void undo(int revision, Instant at) {
    if (revision == 1) {
      database
          .createUpdate("delete from schedule where id = :id and revision = 1")
          .bind("id", id.value())
          .execute();
    } else if (advance(ADVANCE, revision)) {
      close(revision, at);
      database
          .createUpdate(REPEAT)
          .bind("id", id.value())
          .bind("number", revision + 1)
          .bind("repeated", revision - 1)
          .bind("at", Values.at(at))
          .execute();
      WatchRow.begin(database, id, revision + 1);
    }
  }

  void remove() {
    // What waits to be caught up will never be.
    database.createUpdate(NO_MORE_EXPECTED).bind("id", id.value()).execute();
    database
        .createUpdate("delete from schedule where id = :id")
        .bind("id", id.value())
        .execute();
  }

  private boolean advance(String sql, int expected) {
    return database
            .createUpdate(sql)
            .bind("id", id.value())
            .bind("expected", expected)
            .execute()
        == 1;
  }

  private void close(int number, Instant at) {
    database
        .createUpdate(CLOSE)
        .bind("id", id.value())
        .bind("number", number)
        .bind("at", Values.at(at))
        .execute();
    WatchRow.lookNow(database, id, at);
  }
}
