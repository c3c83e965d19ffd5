package dev.carillon.jdbc;

import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.Calendar;
import dev.carillon.scheduling.KeptCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads calendars, and writes what they said into the revisions of schedules. Whoever writes a revision
 * or a calendar takes the calendars' rows first, and the schedule's row only then.
 */
final class CalendarRow {
  private static final String LOCK = """
      select * from calendar where name in (<names>) order by name for update""";

  private CalendarRow() {}

  /** Returns those that there are of some names, and lets nobody change them meanwhile. */
  static List<KeptCalendar> lock(Handle database, List<String> names) {
    return names.isEmpty()
        ? List.of()
        : database
            .createQuery(LOCK)
            .bindList("names", names)
            .map(CalendarRow::read)
            .list();
  }

  static KeptCalendar read(ResultSet row, StatementContext context) throws SQLException {
    return new KeptCalendar(
        new Calendar(row.getString("name"), Blackout.of(row.getString("blackout"))),
        row.getString("description"),
        row.getInt("version"),
        Values.at(row, "updated_at"),
        row.getString("updated_by"));
  }

  /** Returns what a revision keeps of its calendars. */
  static Optional<String> text(Bounds bounds) {
    Map<String, String> texts = bounds.calendars().stream()
        .collect(Collectors.toMap(Calendar::name, it -> it.blackout().text()));
    return texts.isEmpty() ? Optional.empty() : Optional.of(Json.text(texts));
  }

  /** Returns the calendars of a revision, as they were then. */
  static List<Calendar> of(ResultSet revision) throws SQLException {
    return Values.textIfAny(revision, "calendars").stream()
        .flatMap(text -> Json.texts(text).entrySet().stream())
        .map(it -> new Calendar(it.getKey(), Blackout.of(it.getValue())))
        .toList();
  }
}
