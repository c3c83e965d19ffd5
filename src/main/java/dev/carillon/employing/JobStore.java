package dev.carillon.employing;

import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;

/** Keeps which workflows Java code makes. May be shared by threads and nodes. */
public interface JobStore {
  /** Returns the workflows whose code was there at the last start, in the order of their ids. */
  List<WorkflowId> standing();

  /**
   * Notes that a workflow's code is gone, and wants its schedule switched off, in one transaction; it
   * is remembered if it was on. Does nothing if the workflow is not standing.
   *
   * @throws dev.carillon.scheduling.ScheduleChangedException if the schedule was changed meanwhile;
   *     nothing was done then
   */
  void lose(WorkflowId id, Instant at);

  /** Tells whether a workflow's schedule was on when its code was gone, and is to be on again. */
  boolean resumes(WorkflowId id);

  /** Notes that a workflow's schedule is on again, or need not be. */
  void resumed(WorkflowId id);
}
