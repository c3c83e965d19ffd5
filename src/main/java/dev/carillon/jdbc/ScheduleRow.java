package dev.carillon.jdbc;

import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.Cron;
import dev.carillon.cron.RepeatedHour;
import dev.carillon.cron.SkippedHour;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.LongestRun;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Patience;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.RungBy;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Spread;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.Standing;
import dev.carillon.scheduling.Told;
import dev.carillon.workflow.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads schedules together with their present revision and the pause in force. */
final class ScheduleRow {
  private static final String SELECT = """
      select schedule.sync, schedule.removed, schedule.held_by, schedule.held_revision,
             schedule.held_paused, schedule.held_facts, schedule.held_at, schedule.left_at,
             schedule.missed_at, revision.*, pause.from_at as pause_from,
             pause.until_at as pause_until, pause.reason as pause_reason, pause.owner as pause_owner
        from schedule
        join schedule_revision revision
          on revision.schedule_id = schedule.id and revision.number = schedule.revision
        left join schedule_pause pause on pause.id = (
          select max(latest.id) from schedule_pause latest
           where latest.schedule_id = schedule.id and latest.from_at <= :at
             and (latest.until_at is null or latest.until_at > :at))
      """;

  private static final String ONE = SELECT + " where schedule.id = :id";

  private static final String SOME = SELECT + " where schedule.id in (<ids>)";

  private static final String ALL = SELECT + " order by schedule.id";

  private static final String REVISION = """
      select * from schedule_revision where schedule_id = :id and number = :number""";

  private static final String REVISION_AT = """
      select * from schedule_revision
       where schedule_id = :id and from_at < :at and (until_at is null or until_at >= :at)
       order by number desc fetch first 1 row only""";

  private static final String PAUSE = """
      select from_at, until_at, reason, owner from schedule_pause
       where schedule_id = :id and from_at <= :at and (until_at is null or until_at > :at)
       order by from_at desc, id desc fetch first 1 row only""";

  private ScheduleRow() {}

  static Optional<Schedule> find(Handle database, ScheduleId id, Instant now) {
    return standing(database, id, now).filter(it -> !it.removed()).map(Standing::schedule);
  }

  static Optional<Standing> standing(Handle database, ScheduleId id, Instant now) {
    return database
        .createQuery(ONE)
        .bind("id", id.value())
        .bind("at", Values.at(now))
        .map(ScheduleRow::readStanding)
        .findOne();
  }

  static List<Standing> standings(Handle database, Collection<ScheduleId> some, Instant now) {
    return some.isEmpty()
        ? List.of()
        : database
            .createQuery(SOME)
            .bindList("ids", some.stream().map(ScheduleId::value).toList())
            .bind("at", Values.at(now))
            .map(ScheduleRow::readStanding)
            .list();
  }

  static List<Standing> standings(Handle database, Instant now) {
    return database
        .createQuery(ALL)
        .bind("at", Values.at(now))
        .map(ScheduleRow::readStanding)
        .list();
  }

  static Optional<Revision> revision(Handle database, ScheduleId id, int number) {
    return database
        .createQuery(REVISION)
        .bind("id", id.value())
        .bind("number", number)
        .map(ScheduleRow::readRevision)
        .findOne();
  }

  static Optional<Revision> revisionAt(Handle database, ScheduleId id, Instant instant) {
    return database
        .createQuery(REVISION_AT)
        .bind("id", id.value())
        .bind("at", Values.at(instant))
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

  private static Standing readStanding(ResultSet row, StatementContext context)
      throws SQLException {
    return new Standing(
        readSchedule(row),
        row.getBoolean("removed"),
        new Standing.Held(
            told(row), row.getBoolean("held_paused"), Values.textIfAny(row, "left_at")),
        Values.atIfAny(row, "missed_at"));
  }

  private static Schedule readSchedule(ResultSet row) throws SQLException {
    return new Schedule(
        new ScheduleId(row.getString("schedule_id")),
        new WorkflowId(row.getString("workflow_name")),
        row.getBoolean("active"),
        row.getInt("number"),
        wording(row),
        overridden(row.getString("overridden")),
        Sync.valueOf(row.getString("sync")),
        pause(row),
        Values.at(row, "from_at"));
  }

  private static Optional<Pause> pause(ResultSet row) throws SQLException {
    Optional<Instant> from = Values.atIfAny(row, "pause_from");
    return from.isEmpty()
        ? Optional.empty()
        : Optional.of(new Pause(
            from.get(),
            Values.atIfAny(row, "pause_until"),
            row.getString("pause_reason"),
            row.getString("pause_owner")));
  }

  private static Optional<Told> told(ResultSet row) throws SQLException {
    Optional<Instant> at = Values.atIfAny(row, "held_at");
    return at.isEmpty() || row.getString("held_by") == null
        ? Optional.empty()
        : Optional.of(new Told(
            row.getString("held_by"),
            row.getInt("held_revision"),
            Json.texts(row.getString("held_facts")),
            at.get()));
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
        Optional.ofNullable(row.getString("retry_delay")).map(RetryDelay::new),
        Bounds.of(
                Values.textIfAny(row, "start_at"),
                Values.textIfAny(row, "end_at"),
                Values.textIfAny(row, "blackout").map(Blackout::of).orElse(Blackout.NONE))
            .with(CalendarRow.of(row)),
        patience(row),
        longestRun(row),
        new Spread(Duration.ofSeconds(row.getInt("spread_seconds"))),
        clockChanges(row));
  }

  private static ClockChanges clockChanges(ResultSet row) throws SQLException {
    return new ClockChanges(
        Values.textIfAny(row, "repeated_hour").map(RepeatedHour::valueOf).orElse(RepeatedHour.ONCE),
        Values.textIfAny(row, "skipped_hour").map(SkippedHour::valueOf).orElse(SkippedHour.SKIP));
  }

  private static Optional<LongestRun> longestRun(ResultSet row) throws SQLException {
    int seconds = row.getInt("longest_run_seconds");
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new LongestRun(Duration.ofSeconds(seconds)));
  }

  private static Patience patience(ResultSet row) throws SQLException {
    int seconds = row.getInt("grace_seconds");
    return row.wasNull() ? Patience.DEFAULT : new Patience(Duration.ofSeconds(seconds));
  }

  private static Set<String> overridden(String names) {
    return names.isEmpty() ? Set.of() : Set.of(names.split(","));
  }
}
