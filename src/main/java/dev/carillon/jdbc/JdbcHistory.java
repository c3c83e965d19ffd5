package dev.carillon.jdbc;

import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.watching.History;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What schedules have behind them, in the database. */
public final class JdbcHistory implements History {
  /**
   * One short walk along the key for each schedule: a window over all would read all that is kept.
   * H2 goes along a key for the order only if the order names its columns from the first on, else it
   * reads and sorts all that the schedule has.
   */
  private static final String NEWEST = """
      select o.due_time, o.verdict, o.reason, o.lateness_ms, r.id, r.state, r.ended_at,
             case when r.state = 'PENDING' then r.begins_at else r.started_at end as started_at
        from occurrence o
        left join run r on r.id = o.run_id
       where o.schedule_id = :schedule
       order by o.schedule_id desc, o.due_time desc
       limit :each""";

  /** Each part goes along its index, as above, so what lies between costs nothing. */
  static final String TELLING = """
      select told.due_time, told.verdict, told.reason, told.lateness_ms, r.id, r.state, r.ended_at,
             case when r.state = 'PENDING' then r.begins_at else r.started_at end as started_at
        from (
          (select due_time, verdict, reason, lateness_ms, run_id from occurrence
            where schedule_id = :schedule and verdict = 'RAN'
            order by schedule_id desc, verdict desc, due_time desc
            limit :each)
          union all
          (select due_time, verdict, reason, lateness_ms, run_id from occurrence
            where schedule_id = :schedule and verdict = 'MISSED'
            order by schedule_id desc, verdict desc, due_time desc
            limit :each)) told
        left join run r on r.id = told.run_id
       order by told.due_time desc
       limit :each""";

  private static final String JUDGED = """
      select count(*) from occurrence
       where verdict = :verdict and due_time >= :from and due_time <= :until""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcHistory(Database database) {
    this.database = database;
  }

  @Override
  public Map<ScheduleId, List<Past>> newest(Collection<ScheduleId> some, int each) {
    return each(NEWEST, some, each);
  }

  @Override
  public Map<ScheduleId, List<Past>> telling(Collection<ScheduleId> some, int each) {
    return each(TELLING, some, each);
  }

  private Map<ScheduleId, List<Past>> each(String sql, Collection<ScheduleId> some, int each) {
    return database.transactions().read(handle -> {
      Map<ScheduleId, List<Past>> all = new LinkedHashMap<>();
      for (ScheduleId schedule : some) {
        List<Past> past = past(handle, sql, schedule, each);
        if (!past.isEmpty()) {
          all.put(schedule, past);
        }
      }
      return all;
    });
  }

  private static List<Past> past(Handle handle, String sql, ScheduleId schedule, int each) {
    return handle
        .createQuery(sql)
        .bind("schedule", schedule.value())
        .bind("each", each)
        .map(JdbcHistory::past)
        .list();
  }

  private static Past past(ResultSet row, StatementContext context) throws SQLException {
    return new Past(
        Values.at(row, "due_time"),
        Verdict.valueOf(row.getString("verdict")),
        Values.textIfAny(row, "reason").map(Reason::valueOf),
        Values.millisIfAny(row, "lateness_ms"),
        row.getString("id") == null ? Optional.empty() : Optional.of(ran(row)));
  }

  private static Ran ran(ResultSet row) throws SQLException {
    return new Ran(
        new RunId(row.getString("id")),
        RunState.valueOf(row.getString("state")),
        Values.atIfAny(row, "started_at"),
        Values.atIfAny(row, "ended_at"));
  }

  @Override
  public long inState(RunState state) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select count(*) from run where state = :state")
            .bind("state", state.name())
            .mapTo(Long.class)
            .one());
  }

  @Override
  public long endedSince(RunState state, Instant since) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select count(*) from run where state = :state and ended_at >= :since")
            .bind("state", state.name())
            .bind("since", Values.at(since))
            .mapTo(Long.class)
            .one());
  }

  @Override
  public long judged(Verdict verdict, Instant from, Instant until) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(JUDGED)
            .bind("verdict", verdict.name())
            .bind("from", Values.at(from))
            .bind("until", Values.at(until))
            .mapTo(Long.class)
            .one());
  }
}
