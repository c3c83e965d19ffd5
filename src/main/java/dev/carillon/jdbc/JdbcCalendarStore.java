package dev.carillon.jdbc;

import dev.carillon.schedule.Calendar;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.CalendarChangedException;
import dev.carillon.scheduling.CalendarInUseException;
import dev.carillon.scheduling.CalendarStore;
import dev.carillon.scheduling.KeptCalendar;
import dev.carillon.scheduling.Standing;
import dev.carillon.scheduling.UnknownCalendarException;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Calendars in the database. */
public final class JdbcCalendarStore implements CalendarStore {
  /** Who adds the name on another node meanwhile is a unique violation: all begins anew. */
  private static final String ADD = """
      insert into calendar (name, version, blackout, description, updated_at, updated_by)
      values (:name, 1, :blackout, :description, :at, :by)""";

  private static final String REPLACE = """
      update calendar
         set version = version + 1, blackout = :blackout, description = :description,
             updated_at = :at, updated_by = :by
       where name = :name""";

  private final Database database;
  private final Consumer<WorkflowId> edited;

  /**
   * Takes the database, which is opened before the first call.
   *
   * @param edited is told after each schedule that got a new revision; must be quick
   */
  public JdbcCalendarStore(Database database, Consumer<WorkflowId> edited) {
    this.database = database;
    this.edited = edited;
  }

  @Override
  public List<KeptCalendar> list() {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select * from calendar order by name")
            .map(CalendarRow::read)
            .list());
  }

  @Override
  public Optional<KeptCalendar> find(String name) {
    return database.transactions().read(handle -> find(handle, name));
  }

  static Optional<KeptCalendar> find(Handle handle, String name) {
    return handle
        .createQuery("select * from calendar where name = :name")
        .bind("name", name)
        .map(CalendarRow::read)
        .findOne();
  }

  @Override
  public Put put(Calendar wanted, String description, OptionalInt expected, String by, Instant at) {
    List<Schedule> revised = new ArrayList<>();
    Put put = database.transactions().write(handle -> {
      revised.clear();
      Optional<KeptCalendar> before = locked(handle, wanted.name(), expected);
      boolean isDark = before.filter(it -> it.calendar().equals(wanted)).isEmpty();
      if (isDark || before.filter(it -> it.description().equals(description)).isEmpty()) {
        handle
            .createUpdate(before.isPresent() ? REPLACE : ADD)
            .bind("name", wanted.name())
            .bind("blackout", wanted.blackout().text())
            .bind("description", description)
            .bind("at", Values.at(at))
            .bind("by", by)
            .execute();
      }
      if (isDark) {
        users(handle, wanted.name(), at)
            .filter(Schedule::active)
            .forEach(
                it -> new ScheduleEdit(handle, it.id()).goBy(wanted, at).ifPresent(revised::add));
      }
      return new Put(before.isEmpty(), revised.stream().map(Schedule::id).toList());
    });
    revised.forEach(it -> edited.accept(it.workflow()));
    return put;
  }

  @Override
  public void remove(String name, OptionalInt expected) {
    database.transactions().run(handle -> {
      if (locked(handle, name, expected).isEmpty()) {
        throw new UnknownCalendarException(name);
      }
      List<ScheduleId> users = users(handle, name, Instant.EPOCH)
          .filter(Schedule::active)
          .map(Schedule::id)
          .toList();
      if (!users.isEmpty()) {
        throw new CalendarInUseException(name, users);
      }
      handle
          .createUpdate("delete from calendar where name = :name")
          .bind("name", name)
          .execute();
    });
  }

  private static Optional<KeptCalendar> locked(Handle handle, String name, OptionalInt expected) {
    Optional<KeptCalendar> kept =
        CalendarRow.lock(handle, List.of(name)).stream().findFirst();
    if (expected.isPresent()
        && kept.filter(it -> it.version() == expected.getAsInt()).isEmpty()) {
      throw new CalendarChangedException(name);
    }
    return kept;
  }

  private static Stream<Schedule> users(Handle handle, String name, Instant at) {
    return ScheduleRow.standings(handle, at).stream()
        .filter(it -> !it.removed())
        .map(Standing::schedule)
        .filter(it -> it.wording().bounds().names(name));
  }
}
