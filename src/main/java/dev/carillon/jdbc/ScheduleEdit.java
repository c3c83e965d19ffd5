package dev.carillon.jdbc;

import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.Calendar;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.KeptCalendar;
import dev.carillon.scheduling.ScheduleChangedException;
import dev.carillon.scheduling.ScheduleStore.Revised;
import dev.carillon.watching.Watched;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** One edit of a schedule, in its transaction. It takes the schedule's row first. */
record ScheduleEdit(Handle database, ScheduleId id) {
  private static final String CREATE = """
      insert into schedule (id, revision, sync)
      select :id, :next, 'PENDING' where not exists (select 1 from schedule where id = :id)""";

  private static final String REVIVE = """
      update schedule set removed = false where id = :id and removed""";

  private static final String ADVANCE = """
      update schedule set revision = :next, sync = 'PENDING'
       where id = :id and revision = :expected and not removed""";

  /** Those after it are none, unless the schedule's row once went back (decision 11). */
  private static final String CLOSE = """
      update schedule_revision set until_at = :at
       where schedule_id = :id and number >= :number and until_at is null""";

  private static final String NEWEST = """
      select max(number) from schedule_revision where schedule_id = :id""";

  private static final String INSERT = """
      insert into schedule_revision (
        schedule_id, number, from_at, workflow_name, active, cron, zone, retries, overlap, catch_up,
        rung_by, standby, retry_delay, start_at, end_at, blackout, grace_seconds,
        longest_run_seconds, spread_seconds, calendars, repeated_hour, skipped_hour,
        overridden)
      values (
        :id, :number, :at, :workflow, :active, :cron, :zone, :retries, :overlap, :catchUp,
        :rungBy, :standby, :retryDelay, :start, :end, :blackout, :grace,
        :longestRun, :spread, :calendars, :repeatedHour, :skippedHour,
        :overridden)""";

  private static final String REPEAT = """
      insert into schedule_revision (
        schedule_id, number, from_at, workflow_name, active, cron, zone, retries, overlap, catch_up,
        rung_by, standby, retry_delay, start_at, end_at, blackout, grace_seconds,
        longest_run_seconds, spread_seconds, calendars, repeated_hour, skipped_hour,
        overridden)
      select
        schedule_id, :number, :at, workflow_name, active, cron, zone, retries, overlap, catch_up,
        rung_by, standby, retry_delay, start_at, end_at, blackout, grace_seconds,
        longest_run_seconds, spread_seconds, calendars, repeated_hour, skipped_hour,
        overridden
        from schedule_revision where schedule_id = :id and number = :repeated""";

  private static final String LOCK = "select revision from schedule where id = :id for update";

  private static final String GO_BY = """
      update schedule_revision set calendars = :calendars
       where schedule_id = :id and number = :number""";

  private static final String NO_MORE_EXPECTED = """
      update occurrence set verdict = 'SKIPPED', reason = 'DEACTIVATED'
       where schedule_id = :id and verdict = 'EXPECTED'""";
  private static final String BEFORE = """
      select max(number) as number from schedule_revision
       where schedule_id = :id and number < :number""";

  private static final String LATER = """
      select * from schedule_revision
       where schedule_id = :id and number > :number order by number""";

  private static final String END_PAUSES = """
      update schedule_pause set until_at = :at
       where schedule_id = :id and (until_at is null or until_at > :at)""";

  private static final String REWORD = """
      update schedule_pause set until_at = :until, reason = :reason, owner = :owner
       where schedule_id = :id and from_at = :at""";

  private static final String PAUSE = """
      insert into schedule_pause (schedule_id, from_at, until_at, reason, owner)
      values (:id, :at, :until, :reason, :owner)""";

  private static final String REMOVE = """
      update schedule set removed = true where id = :id and not exists (
        select 1 from schedule_revision revision
         where revision.schedule_id = schedule.id and revision.number = schedule.revision
           and revision.active)""";

  void revise(Revised wanted, int expected, Instant at) {
    Bounds bounds = asCalendarsStand(wanted);
    int following = expected == 0 ? begin(wanted.above() + 1) : expected;
    int next = following == 0
        ? wanted.above() + 1
        : advance(following, Math.max(following, wanted.above()), at);
    database
        .createUpdate(INSERT)
        .bind("id", id.value())
        .bind("number", next)
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
        .bind("start", Values.text(wanted.wording().bounds().start()))
        .bind("end", Values.text(wanted.wording().bounds().end()))
        .bind("blackout", wanted.wording().bounds().blackout().text())
        .bind("grace", wanted.wording().grace().toSeconds())
        .bind(
            "longestRun",
            wanted.wording().longestRun().map(it -> it.length().toSeconds()).orElse(null))
        .bind("spread", wanted.wording().spread().length().toSeconds())
        .bind("calendars", Values.text(CalendarRow.text(bounds)))
        .bind("repeatedHour", wanted.wording().clockChanges().repeatedHour().name())
        .bind("skippedHour", wanted.wording().clockChanges().skippedHour().name())
        .bind("overridden", String.join(",", wanted.overridden()))
        .execute();
    WatchRow.begin(database, id, next);
  }

  /**
   * They may have been changed since somebody read them, and are held until this is written. One that
   * is gone meanwhile keeps no schedule from being switched off.
   */
  private Bounds asCalendarsStand(Revised wanted) {
    Bounds read = wanted.wording().bounds();
    List<Calendar> present = held(read);
    if (wanted.active() && present.size() < read.calendars().size()) {
      throw new ScheduleChangedException(id);
    }
    return now(read, present);
  }

  private List<Calendar> held(Bounds... some) {
    List<String> names = Stream.of(some)
        .flatMap(it -> it.calendars().stream())
        .map(Calendar::name)
        .distinct()
        .toList();
    return CalendarRow.lock(database, names).stream()
        .map(KeptCalendar::calendar)
        .toList();
  }

  /** Those that are gone stay as they were. */
  private static Bounds now(Bounds read, List<Calendar> present) {
    return read.with(read.calendars().stream()
        .map(it -> present.stream()
            .filter(now -> now.name().equals(it.name()))
            .findFirst()
            .orElse(it))
        .toList());
  }

  /** Says the same by what a calendar says now, whose row is held, unless it is off or not named. */
  Optional<Schedule> goBy(Calendar calendar, Instant at) {
    int revision =
        database.createQuery(LOCK).bind("id", id.value()).mapTo(Integer.class).one();
    Optional<Schedule> present = ScheduleRow.find(database, id, at)
        .filter(it -> it.active() && it.wording().bounds().names(calendar.name()));
    present.ifPresent(it -> {
      Bounds before = it.wording().bounds();
      Stream<Calendar> others =
          before.calendars().stream().filter(other -> !other.name().equals(calendar.name()));
      int next = advance(revision, revision, at);
      again(next, revision, at);
      goBy(next, before.with(Stream.concat(others, Stream.of(calendar)).toList()));
    });
    return present;
  }

  /** Makes the row and returns 0, or takes one that was removed and returns where it stood. */
  private int begin(int next) {
    if (count(database.createUpdate(CREATE).bind("next", next)) == 1) {
      return 0;
    }
    if (count(database.createUpdate(REVIVE)) == 0) {
      throw new ScheduleChangedException(id);
    }
    return database
        .createQuery("select revision from schedule where id = :id")
        .bind("id", id.value())
        .mapTo(Integer.class)
        .one();
  }

  void pause(int expected, Pause pause, Instant at) {
    repeat(expected, expected, at);
    if (paused(REWORD, pause) == 0) {
      paused(PAUSE, pause);
    }
  }

  private int paused(String sql, Pause pause) {
    return count(database
        .createUpdate(sql)
        .bind("at", Values.at(pause.from()))
        .bind("until", Values.at(pause.until()))
        .bind("reason", pause.reason())
        .bind("owner", pause.owner()));
  }

  void resume(int expected, Instant at) {
    repeat(expected, expected, at);
  }

  /** A revision that says the same, from an instant at which no pause is in force any more. */
  private void repeat(int expected, int repeated, Instant at) {
    int next = advance(expected, expected, at);
    again(next, repeated, at);
    count(database.createUpdate(END_PAUSES).bind("at", Values.at(at)));
  }

  void undo(int revision, Instant at) {
    Optional<Revision> refused = ScheduleRow.revision(database, id, revision);
    Optional<Revision> before = database
        .createQuery(BEFORE)
        .bind("id", id.value())
        .bind("number", revision)
        .map((row, context) -> row.getInt("number"))
        .findOne()
        .flatMap(number -> ScheduleRow.revision(database, id, number));
    if (refused.isEmpty()) {
      return;
    }
    // Whoever changes one of their calendars has done so, or waits until this is written.
    List<Calendar> calendars =
        held(bounds(refused.get()), before.map(ScheduleEdit::bounds).orElse(Bounds.NONE));
    int last = lastOf(refused.get());
    if (before.isEmpty()) {
      count(database
          .createUpdate("delete from schedule where id = :id and revision = :revision")
          .bind("revision", last));
    } else if (advances(last, numberAbove(last))) {
      close(last, at);
      int next = numberAbove(last);
      again(next, before.get().number(), at);
      goBy(next, now(bounds(before.get()), calendars));
    }
  }

  private static Bounds bounds(Revision revision) {
    return revision.wording().bounds();
  }

  /** Returns the last revision that says the same as one but for what its calendars said. */
  private int lastOf(Revision refused) {
    Revision last = refused;
    List<Revision> later = database
        .createQuery(LATER)
        .bind("id", id.value())
        .bind("number", refused.number())
        .map(ScheduleRow::readRevision)
        .list();
    for (Revision next : later) {
      if (!isOfACalendar(last, next)) {
        break;
      }
      last = next;
    }
    return last.number();
  }

  /** What a calendar's change made says something else by it; a pause says the very same. */
  private static boolean isOfACalendar(Revision before, Revision after) {
    List<Calendar> calendars = bounds(after).calendars();
    return before.active() == after.active()
        && !before.wording().equals(after.wording())
        && names(bounds(before)).equals(names(bounds(after)))
        && before.wording().with(bounds(before).with(calendars)).equals(after.wording());
  }

  private static List<String> names(Bounds bounds) {
    return bounds.calendars().stream().map(Calendar::name).toList();
  }

  private void goBy(int number, Bounds bounds) {
    count(database
        .createUpdate(GO_BY)
        .bind("number", number)
        .bind("calendars", Values.text(CalendarRow.text(bounds))));
  }

  void remove(Instant at) {
    if (count(database.createUpdate(REMOVE)) == 1) {
      // What passed just before it was switched off may have been watched still.
      WatchRow.of(database, id).forEach(it -> settle(it, at));
      // What waits to be caught up will never be; what somebody asked for is again what it was.
      BackfillRow.endAll(database, id, at);
      count(database.createUpdate(NO_MORE_EXPECTED));
      count(database.createUpdate("delete from watch where schedule_id = :id"));
      count(database.createUpdate("delete from catch_up where schedule_id = :id"));
    }
  }

  private void settle(Watched watched, Instant at) {
    Revision revision = watched.revision();
    Optional<Instant> due = revision.nextDue(watched.cursor().settledUntil());
    while (due.isPresent() && !due.get().isAfter(at)) {
      OccurrenceRow.judgedIfNew(
          database,
          new Due(id, revision.number(), due.get()),
          Reason.DEACTIVATED,
          Optional.of("the schedule was removed"));
      due = revision.nextDue(due.get());
    }
  }

  /** Ends the revision that somebody saw, and returns the number of the next one. */
  private int advance(int expected, int above, Instant at) {
    int next = numberAbove(above);
    if (!advances(expected, next)) {
      throw new ScheduleChangedException(id);
    }
    close(expected, at);
    return next;
  }

  /** Returns a number that no revision has or had; the row is locked only once it is advanced. */
  private int numberAbove(int revision) {
    int newest =
        database.createQuery(NEWEST).bind("id", id.value()).mapTo(Integer.class).one();
    return Math.max(newest, revision) + 1;
  }

  private boolean advances(int expected, int next) {
    return count(database.createUpdate(ADVANCE).bind("expected", expected).bind("next", next)) == 1;
  }

  private void close(int number, Instant at) {
    count(database.createUpdate(CLOSE).bind("number", number).bind("at", Values.at(at)));
    WatchRow.lookNow(database, id, at);
  }

  private void again(int number, int repeated, Instant at) {
    count(database
        .createUpdate(REPEAT)
        .bind("number", number)
        .bind("repeated", repeated)
        .bind("at", Values.at(at)));
    WatchRow.begin(database, id, number);
  }

  private int count(org.jdbi.v3.core.statement.Update statement) {
    return statement.bind("id", id.value()).execute();
  }
}
