package dev.carillon.scheduling;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.Calendar;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps what schedules we want. May be shared by threads and nodes; each method is one transaction. */
public interface ScheduleStore {
  /** Returns a schedule as it stands. */
  Optional<Schedule> find(ScheduleId id);

  /** Returns those of some schedules that there are, in no order. */
  List<Schedule> list(Collection<ScheduleId> some);

  /** Returns all schedules that were ever switched on and not removed, in the order of their ids. */
  List<Schedule> list();

  /** Returns a calendar as it stands; a revision that names it keeps what it says now. */
  Optional<Calendar> calendar(String name);

  /**
   * Makes the next revision, PENDING until the engine took it, and closes the one before. The first
   * revision makes the schedule; one that was removed goes on with its next number.
   *
   * @param expected the revision that this one follows; 0 if there is no schedule
   * @throws ScheduleChangedException if another revision was made meanwhile, or a calendar removed
   */
  Schedule revise(Revised wanted, int expected, Instant at);

  /**
   * What the next revision says.
   *
   * @param overridden the fields that do not follow the definition
   * @param above its number is greater than this one too
   */
  record Revised(
      ScheduleId id,
      WorkflowId workflow,
      boolean active,
      Wording wording,
      Set<String> overridden,
      int above) {
    /** Takes the next number. */
    public Revised(
        ScheduleId id,
        WorkflowId workflow,
        boolean active,
        Wording wording,
        Set<String> overridden) {
      this(id, workflow, active, wording, overridden, 0);
    }
  }

  /**
   * Makes the next revision, which says the same and is paused. A pause in force ends where this one
   * begins.
   *
   * @throws ScheduleChangedException if another revision was made meanwhile
   */
  default Schedule pause(ScheduleId id, int expected, Pause pause) {
    return pause(id, expected, pause, pause.from());
  }

  /**
   * As {@link #pause(ScheduleId, int, Pause)}, in force from an instant on. A pause that began when
   * this one does is the same one, worded anew: its end, its reason and its owner are replaced.
   *
   * @throws ScheduleChangedException if another revision was made meanwhile
   */
  Schedule pause(ScheduleId id, int expected, Pause pause, Instant at);

  /**
   * Makes the next revision, which says the same and is not paused: ends the pause in force.
   *
   * @throws ScheduleChangedException if another revision was made meanwhile
   */
  Schedule resume(ScheduleId id, int expected, Instant at);

  /** Notes that the engines took a revision; does nothing if a later one was made meanwhile. */
  void confirm(ScheduleId id, int revision, Standing.Held held);

  /**
   * Notes otherwise what an engine was told that holds a revision; does nothing if the revision is
   * not the newest, or not known to be held by that engine.
   */
  void retell(ScheduleId id, int revision, Told told);

  /** Notes that the engine is about to be told to keep it from ringing. */
  void hush(ScheduleId id);

  /** Notes that it is not known any more whether the engine holds the present revision. */
  void doubt(ScheduleId id);

  /**
   * Notes that somebody deleted a schedule in the engine that held it, or (without an instant) that
   * it is there. A schedule that is confirmed is there.
   */
  void missing(ScheduleId id, Optional<Instant> since);

  /**
   * Takes a revision back that the engine refused, unless a later one was made meanwhile: the one
   * before is in force again, under a new number; a first revision leaves no schedule.
   */
  void undo(ScheduleId id, int revision, Instant at);

  /** Returns how a schedule stands with the engines, also one that was removed. */
  Optional<Standing> standing(ScheduleId id);

  /** Returns how all schedules stand with the engines, also those that were removed, by their ids. */
  List<Standing> standings();

  /** Returns all revisions, the newest first. */
  List<Revision> revisions(ScheduleId id);

  /**
   * Removes a schedule that is off; its occurrences and runs stay, and so does its number, by which
   * what an engine still holds is known to be older. Due times that passed and have no row yet are
   * SKIPPED. Does nothing to one that is on.
   */
  void remove(ScheduleId id);

  /** Returns what became of the newest due times, the newest first. */
  List<Occurrence> occurrences(ScheduleId id, Optional<Instant> before, int limit);
}
