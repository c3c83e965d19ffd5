package dev.carillon.scheduling;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps what schedules we want. May be shared by threads and nodes; each method is one transaction. */
public interface ScheduleStore {
  /** Returns a schedule as it stands. */
  Optional<Schedule> find(ScheduleId id);

  /** Returns all schedules that were ever switched on and not removed, in the order of their ids. */
  List<Schedule> list();

  /**
   * Makes the next revision, PENDING until the engine took it, and closes the one before. The first
   * revision makes the schedule.
   *
   * @param expected the revision that this one follows; 0 for the first
   * @throws ScheduleChangedException if another revision was made meanwhile
   */
  Schedule revise(Revised wanted, int expected, Instant at);

  /**
   * What the next revision says.
   *
   * @param overridden the fields that do not follow the definition
   */
  record Revised(
      ScheduleId id,
      WorkflowId workflow,
      boolean active,
      Wording wording,
      Set<String> overridden) {}

  /** Notes that the engine took a revision; does nothing if a later one was made meanwhile. */
  void confirm(ScheduleId id, int revision);

  /**
   * Takes a revision back that the engine refused, unless a later one was made meanwhile: the one
   * before is in force again, under a new number; a first revision leaves no schedule.
   */
  void undo(ScheduleId id, int revision, Instant at);

  /** Returns all revisions, the newest first. */
  List<Revision> revisions(ScheduleId id);

  /** Removes a schedule for good, with its revisions; its occurrences and runs stay. */
  void remove(ScheduleId id);

  /** Returns what became of the newest due times, the newest first. */
  List<Occurrence> occurrences(ScheduleId id, Optional<Instant> before, int limit);
}
