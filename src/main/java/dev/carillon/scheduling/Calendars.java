package dev.carillon.scheduling;

import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Calendar;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Changes calendars, and has the engines told of the schedules that go by them. */
public final class Calendars {
  private static final int LONGEST = 500;

  private final CalendarStore store;
  private final Scheduling scheduling;
  private final Clock clock;
  private volatile Runnable unfinished = () -> {};

  /** Puts it together. */
  public Calendars(CalendarStore store, Scheduling scheduling, Clock clock) {
    this.store = store;
    this.scheduling = scheduling;
    this.clock = clock;
  }

  /** Tells somebody from now on, at once, that an engine is still to be told of schedules. */
  public void whenUnfinished(Runnable work) {
    unfinished = work;
  }

  /** Returns all, by their names. */
  public List<KeptCalendar> list() {
    return store.list();
  }

  /** Returns one, or empty if there is none of that name. */
  public Optional<KeptCalendar> find(String name) {
    return store.find(name);
  }

  /**
   * Returns one.
   *
   * @throws UnknownCalendarException if there is none
   */
  public KeptCalendar get(String name) {
    return find(name).orElseThrow(() -> new UnknownCalendarException(name));
  }

  /** Returns the schedules that are on and use one, in the order of their ids. */
  public List<ScheduleId> users(String name) {
    return users().apply(name);
  }

  /** As the other one, for many names: all schedules are read once. */
  public Function<String, List<ScheduleId>> users() {
    List<Schedule> all = scheduling.list().stream().filter(Schedule::active).toList();
    return name -> all.stream()
        .filter(it -> it.wording().bounds().names(name))
        .map(Schedule::id)
        .toList();
  }

  /**
   * Makes one, or changes it: what is due from now on goes by it, and so do schedules that could not
   * follow their definitions while there was no such calendar. A second call makes up for one that was
   * broken off. The local engine is told at once;
   * QStash by the next sync, for it may be slow, and they may be hundreds.
   *
   * @param expected the version that somebody saw; empty for any, also for none
   * @return whether there was none
   * @throws InvalidWishException if the description is too long
   * @throws CalendarChangedException if it is another version, or gone
   */
  public boolean put(
      String name, Blackout blackout, String description, OptionalInt expected, String by) {
    if (description.length() > LONGEST) {
      throw new InvalidWishException(
          "description", "a description has " + LONGEST + " characters at most; shorten it");
    }
    CalendarStore.Put put =
        store.put(new Calendar(name, blackout), description, expected, by, clock.instant());
    List<ScheduleId> revised = new ArrayList<>(put.revised());
    // Whoever was not reached when it was made is reached now.
    revised.addAll(scheduling.following().calendarIsThere(name, clock.instant()));
    tell(revised);
    return put.isNew();
  }

  private void tell(List<ScheduleId> revised) {
    List<ScheduleId> local = revised.stream().filter(this::isLocal).toList();
    local.forEach(it -> scheduling.attempted(it, "told of its calendar"));
    if (local.size() < revised.size()) {
      unfinished.run();
    }
  }

  private boolean isLocal(ScheduleId id) {
    return scheduling
        .find(id)
        .filter(it -> Engines.isLocal(scheduling.engineOf(it).name()))
        .isPresent();
  }

  /**
   * Removes one that no schedule uses that is on; those that are off keep what it said.
   *
   * @throws UnknownCalendarException if there is none
   * @throws CalendarChangedException if it is another version than somebody saw
   * @throws CalendarInUseException if schedules use it that are on
   */
  public void remove(String name, OptionalInt expected) {
    store.remove(name, expected);
  }
}
