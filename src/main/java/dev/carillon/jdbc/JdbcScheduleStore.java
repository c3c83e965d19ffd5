package dev.carillon.jdbc;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.Calendar;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.KeptCalendar;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.scheduling.Standing;
import dev.carillon.scheduling.Told;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Schedules in the database. */
public final class JdbcScheduleStore implements ScheduleStore {
  private static final String CONFIRM = """
      update schedule
         set sync = 'IN_SYNC', held_by = :heldBy, held_revision = :heldRevision,
             held_paused = :heldPaused, held_facts = :heldFacts, held_at = :heldAt,
             left_at = :leftAt, missed_at = null
       where id = :id and revision = :revision""";

  private static final String RETELL = """
      update schedule
         set held_revision = :heldRevision, held_facts = :heldFacts, held_at = :heldAt
       where id = :id and revision = :revision and sync = 'IN_SYNC' and held_by = :heldBy""";

  private static final String HUSH = "update schedule set held_paused = true where id = :id";

  private static final String DOUBT = "update schedule set sync = 'PENDING' where id = :id";

  /** A row that was changed already is not written again. */
  private static final String MISSING = """
      update schedule set missed_at = :since
       where id = :id
         and (missed_at is null and :isMissing or missed_at is not null and not :isMissing)""";

  private static final String REVISIONS = """
      select * from schedule_revision where schedule_id = :id order by number desc""";

  private static final String OCCURRENCES = """
      select * from occurrence where schedule_id = :id and due_time < :before
       order by schedule_id desc, due_time desc fetch first :limit rows only""";

  private static final Duration LOADING = Duration.ofSeconds(90);

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
  public List<Schedule> list(Collection<ScheduleId> some) {
    return database
        .transactions()
        .read(handle -> present(ScheduleRow.standings(handle, some, clock.instant())));
  }

  @Override
  public List<Schedule> list() {
    return present(standings());
  }

  private static List<Schedule> present(List<Standing> some) {
    return some.stream().filter(it -> !it.removed()).map(Standing::schedule).toList();
  }

  @Override
  public Optional<Standing> standing(ScheduleId id) {
    return database
        .transactions()
        .read(handle -> ScheduleRow.standing(handle, id, clock.instant()));
  }

  @Override
  public List<Standing> standings() {
    return database.transactions().read(handle -> ScheduleRow.standings(handle, clock.instant()));
  }

  @Override
  public Optional<Calendar> calendar(String name) {
    return database
        .transactions()
        .read(handle -> JdbcCalendarStore.find(handle, name))
        .map(KeptCalendar::calendar);
  }

  @Override
  public Schedule revise(Revised wanted, int expected, Instant at) {
    return committed(wanted.id(), edit -> edit.revise(wanted, expected, at));
  }

  @Override
  public Schedule pause(ScheduleId id, int expected, Pause pause, Instant at) {
    return committed(id, edit -> edit.pause(expected, pause, at));
  }

  @Override
  public Schedule resume(ScheduleId id, int expected, Instant at) {
    return committed(id, edit -> edit.resume(expected, at));
  }

  private Schedule committed(ScheduleId id, Consumer<ScheduleEdit> work) {
    Schedule revised = database.transactions().write(handle -> {
      work.accept(new ScheduleEdit(handle, id));
      return ScheduleRow.find(handle, id, clock.instant()).orElseThrow();
    });
    edited.accept(revised.workflow());
    return revised;
  }

  @Override
  public void confirm(ScheduleId id, int revision, Standing.Held held) {
    Optional<Told> told = held.told();
    database.transactions().run(handle -> {
      int confirmed = handle
          .createUpdate(CONFIRM)
          .bind("id", id.value())
          .bind("revision", revision)
          .bind("heldBy", Values.text(told.map(Told::engine)))
          .bind("heldRevision", told.map(Told::revision).orElse(0))
          .bind("heldPaused", held.hushed())
          .bind("heldFacts", Values.text(told.map(it -> Json.text(it.facts()))))
          .bind("heldAt", Values.at(told.map(Told::at)))
          .bind("leftAt", Values.text(held.leftAt()))
          .execute();
      if (confirmed > 0) {
        // What is due before QStash has taken it up is rung by us.
        told.filter(it -> it.engine().equals("qstash"))
            .ifPresent(it -> WatchRow.lookWhenDue(handle, id, it.at().plus(LOADING)));
      }
    });
  }

  @Override
  public void retell(ScheduleId id, int revision, Told told) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate(RETELL)
            .bind("id", id.value())
            .bind("revision", revision)
            .bind("heldBy", told.engine())
            .bind("heldRevision", told.revision())
            .bind("heldFacts", Json.text(told.facts()))
            .bind("heldAt", Values.at(told.at()))
            .execute());
  }

  @Override
  public void hush(ScheduleId id) {
    update(HUSH, id);
  }

  @Override
  public void doubt(ScheduleId id) {
    update(DOUBT, id);
  }

  private void update(String sql, ScheduleId id) {
    database
        .transactions()
        .run(handle -> handle.createUpdate(sql).bind("id", id.value()).execute());
  }

  @Override
  public void missing(ScheduleId id, Optional<Instant> since) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate(MISSING)
            .bind("id", id.value())
            .bind("since", Values.at(since))
            .bind("isMissing", since.isPresent())
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
    database.transactions().run(handle -> new ScheduleEdit(handle, id).remove(clock.instant()));
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
