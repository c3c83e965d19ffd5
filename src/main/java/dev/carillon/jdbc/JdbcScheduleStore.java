package dev.carillon.jdbc;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Schedules in the database. */
public final class JdbcScheduleStore implements ScheduleStore {
  private static final String CONFIRM = """
      update schedule set sync = 'IN_SYNC' where id = :id and revision = :revision""";

  private static final String REVISIONS = """
      select * from schedule_revision where schedule_id = :id order by number desc""";

  private static final String OCCURRENCES = """
      select * from occurrence where schedule_id = :id and due_time < :before
       order by schedule_id desc, due_time desc fetch first :limit rows only""";

  /** Behind every due time that a cron ever has. */
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final Database database;
  private final Clock clock;
  private final Consumer<WorkflowId> edited;

  /**
   * Takes the database, which is opened before the first call.
   *
   * @param clock says which pause is in force
   */
  public JdbcScheduleStore(Database database, Clock clock) {
    this(database, clock, workflow -> {});
  }

  /**
   * Takes the database, which is opened before the first call.
   *
   * @param clock says which pause is in force
   * @param edited is told after each edit that was committed; must be quick
   */
  public JdbcScheduleStore(Database database, Clock clock, Consumer<WorkflowId> edited) {
    this.database = database;
    this.clock = clock;
    this.edited = edited;
  }

  @Override
  public Optional<Schedule> find(ScheduleId id) {
    return database.transactions().read(handle -> ScheduleRow.find(handle, id, clock.instant()));
  }

  @Override
  public List<Schedule> list() {
    return database.transactions().read(handle -> ScheduleRow.list(handle, clock.instant()));
  }

  @Override
  public Schedule revise(Revised wanted, int expected, Instant at) {
    Schedule revised = database.transactions().write(handle -> {
      new ScheduleEdit(handle, wanted.id()).revise(wanted, expected, at);
      return ScheduleRow.find(handle, wanted.id(), clock.instant()).orElseThrow();
    });
    edited.accept(revised.workflow());
    return revised;
  }

  @Override
  public void confirm(ScheduleId id, int revision) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate(CONFIRM)
            .bind("id", id.value())
            .bind("revision", revision)
            .execute());
  }

  @Override
  public void undo(ScheduleId id, int revision, Instant at) {
    database.transactions().run(handle -> new ScheduleEdit(handle, id).undo(revision, at));
    edited.accept(new WorkflowId(id.value()));
  }

  @Override
  public List<Revision> revisions(ScheduleId id) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(REVISIONS)
            .bind("id", id.value())
            .map(ScheduleRow::readRevision)
            .list());
  }

  @Override
  public void remove(ScheduleId id) {
    database.transactions().run(handle -> new ScheduleEdit(handle, id).remove());
    edited.accept(new WorkflowId(id.value()));
  }

  @Override
  public List<Occurrence> occurrences(ScheduleId id, Optional<Instant> before, int limit) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(OCCURRENCES)
            .bind("id", id.value())
            .bind("before", Values.at(before.orElse(NEVER)))
            .bind("limit", limit)
            .map(OccurrenceRow::read)
            .list());
  }
}
