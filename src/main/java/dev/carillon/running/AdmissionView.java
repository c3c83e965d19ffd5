package dev.carillon.running;

import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an admission may look at, inside its transaction. Reading a schedule locks its row until the
 * transaction ends, so what is seen cannot change before it is acted upon.
 */
public interface AdmissionView {
  /** Returns the workflow's present version. */
  Optional<StoredWorkflow> workflow(WorkflowId id);

  /** Returns the schedule and locks it. */
  Optional<Schedule> schedule(ScheduleId id);

  /** Returns one revision of a schedule. */
  Optional<Revision> revision(ScheduleId id, int number);

  /** Returns the revision that was in force at an instant. */
  Optional<Revision> revisionAt(ScheduleId id, Instant instant);

  /** Returns the pause that covered an instant, if one did. */
  Optional<Pause> pauseAt(ScheduleId id, Instant instant);

  /** Returns the message that a token came with first, or empty if the token is new. */
  Optional<SeenToken> token(String hash);

  /** Returns what a message led to, or empty if it is new. */
  Optional<SeenMessage> message(MessageId id);

  /** Returns what became of a due time so far. */
  Optional<Occurrence> occurrence(ScheduleId id, Instant dueTime);

  /** Returns which due times of a time have their row, both ends included. */
  Set<Instant> kept(ScheduleId id, Instant from, Instant until);

  /**
   * Returns the newest due time from one instant to another (both are part of it) whose occurrence
   * has no run that succeeded or is not ended, among those that have a row and were not skipped.
   */
  Optional<Occurrence> newestWithoutSuccess(ScheduleId id, Instant from, Instant until);

  /** Returns the due time of the dead letter that QStash sends again by that message, as we asked. */
  Optional<Instant> sentAgainFor(MessageId message);

  /**
   * Returns the due time of the dead letter that a message may be which was made then, though QStash
   * did not say yet that it sends it again: its message may come before its answer, or instead.
   */
  Optional<Instant> beingSentAgain(ScheduleId id, Instant made);

  /**
   * Returns the runs of the schedule that are not ended, and those that ended while somebody still
   * walks them or a run that they waited for, in the order of their making; without those whose time
   * to begin is still to come.
   */
  List<Run> unended(ScheduleId id);

  /** Returns a run. */
  Optional<Run> run(dev.carillon.run.RunId id);

  /**
   * A token that was taken before.
   *
   * @param message the message that it came with
   * @param answer what was answered; empty if nothing was yet
   */
  record SeenToken(Optional<MessageId> message, Optional<dev.carillon.delivery.Answer> answer) {}

  /**
   * A message that was taken before.
   *
   * @param run the run that it made or repeats; empty if it made none
   * @param answer what the verdict was when it made none
   */
  record SeenMessage(
      Optional<dev.carillon.run.RunId> run, Optional<dev.carillon.delivery.Answer> answer) {}
}
