package dev.carillon.jdbc;

import dev.carillon.cron.Cron;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.RungBy;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads schedules together with their present revision and the pause in force. */
final class ScheduleRow {
  private static final String FIND = """
      select schedule.sync, revision.*
        from schedule
        join schedule_revision revision
          on revision.schedule_id = schedule.id and revision.number = schedule.revision
       where schedule.id = :id""";

  private static final String LIST = """
      select schedule.sync, revision.*
        from schedule
        join schedule_revision revision
          on revision.schedule_id = schedule.id and revision.number = schedule.revision
       order by schedule.id""";

  private static final String REVISION = """
      select * from schedule_revision where schedule_id = :id and number = :number""";

  private static final String PAUSE = """
      select from_at, until_at, reason, owner from schedule_pause
       where schedule_id = :id and from_at <= :at and (until_at is null or until_at > :at)
       order by from_at desc, id desc fetch first 1 row only""";

  private ScheduleRow() {}

  static Optional<Schedule> find(Handle database, ScheduleId id, Instant now) {
    return database
        .createQuery(FIND)
        .bind("id", id.value())
        .map(reader(database, now))
        .findOne();
  }

  static List<Schedule> list(Handle database, Instant now) {
    return database.createQuery(LIST).map(reader(database, now)).list();
  }

  static Optional<Revision> revision(Handle database, ScheduleId id, int number) {
    return database
        .createQuery(REVISION)
        .bind("id", id.value())
        .bind("number", number)
        .map(ScheduleRow::readRevision)
        .findOne();
  }

  static Optional<Pause> pauseAt(Handle database, ScheduleId id, Instant instant) {
    return database
        .createQuery(PAUSE)
        .bind("id", id.value())
        .bind("at", Values.at(instant))
        .map(ScheduleRow::readPause)
        .findOne();
  }

  static Pause readPause(ResultSet row, StatementContext context) throws SQLException {
    return new Pause(
        Values.at(row, "from_at"),
        Values.atIfAny(row, "until_at"),
        row.getString("reason"),
        row.getString("owner"));
  }

  private static RowMapper<Schedule> reader(Handle database, Instant now) {
    return (row, context) -> {
      ScheduleId id = new ScheduleId(row.getString("schedule_id"));
      return new Schedule(
          id,
          new WorkflowId(row.getString("workflow_name")),
          row.getBoolean("active"),
          row.getInt("number"),
          wording(row),
          overridden(row.getString("overridden")),
          Sync.valueOf(row.getString("sync")),
          pauseAt(database, id, now),
          Values.at(row, "from_at"));
    };
  }

  static Revision readRevision(ResultSet row, StatementContext context) throws SQLException {
    return new Revision(
        new ScheduleId(row.getString("schedule_id")),
        row.getInt("number"),
        Values.at(row, "from_at"),
        Values.atIfAny(row, "until_at"),
        row.getBoolean("active"),
        wording(row));
  }

  private static Wording wording(ResultSet row) throws SQLException {
    return new Wording(
        Cron.parse(row.getString("cron")),
        ZoneId.of(row.getString("zone")),
        row.getInt("retries"),
        Overlap.valueOf(row.getString("overlap")),
        CatchUp.valueOf(row.getString("catch_up")),
        RungBy.valueOf(row.getString("rung_by")),
        row.getBoolean("standby"),
        Optional.ofNullable(row.getString("retry_delay")).map(RetryDelay::new));
  }

  private static Set<String> overridden(String names) {
    return names.isEmpty() ? Set.of() : Set.of(names.split(","));
  }
}
