package dev.carillon.running;

import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.delivery.Answer;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.RunId;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.ScheduleId;
import java.time.Instant;
import java.util.Optional;

/** What an admission does with an arrival; the store writes it down in the same transaction. */
public sealed interface Decision {
  /**
   * A run is made, PENDING, under the arrival's candidate id; an occurrence that it answers for
   * becomes RAN.
   *
   * @param workflow the version that the run pins
   * @param trigger why; may differ from what the arrival said
   * @param maxAttempts 1 + retries
   * @param delay how long it is between them; empty for the usual back-off
   * @param due the due time that it answers for, if any
   * @param turn whether it may begin at once
   */
  record Start(
      StoredWorkflow workflow,
      Trigger trigger,
      int maxAttempts,
      Optional<RetryDelay> delay,
      Optional<Due> due,
      Turn turn)
      implements Decision {
    /** Starts at once, with the usual back-off. */
    public Start(StoredWorkflow workflow, Trigger trigger, int maxAttempts, Optional<Due> due) {
      this(workflow, trigger, maxAttempts, Optional.empty(), due, Turn.AT_ONCE);
    }
  }

  /**
   * The message is known: nothing is made. Where it is no attempt and came from an engine, it is
   * counted on the row of its run's due time.
   *
   * @param run what it had made
   * @param takeOver whether the run waits for its engine's next attempt and this is it: it is due
   *     now
   */
  record Again(RunId run, boolean takeOver) implements Decision {}

  /**
   * The message is known and made no run: nothing is made, only the delivery is kept, and counted on
   * the row of its due time if it came from an engine.
   *
   * @param answer what was answered before
   * @param due the due time; empty if it stands for none
   */
  record Known(Answer answer, Optional<Due> due) implements Decision {}

  /**
   * The due time had its run by another message: the repetition is counted on its row.
   *
   * @param due the due time
   * @param run that run, if there is one
   */
  record Duplicate(Due due, Optional<RunId> run) implements Decision {}

  /**
   * No run is wanted.
   *
   * @param answer what is answered now, and to each repetition
   * @param due the due time that gets a verdict if it has none; empty if there is none
   * @param reason says which: SKIPPED, or MISSED where it comes too late
   */
  record Skip(Answer answer, Optional<Due> due, Occurrence.Reason reason) implements Decision {}

  /**
   * The due time waits to be caught up, as one that the watch found in time: if it has no row it is
   * EXPECTED from now on.
   *
   * @param answer what is answered now, and to each repetition
   * @param due the due time
   * @param remembered whether the message is: one of our own hand comes again under its name when the
   *     time has come, and must not be taken for a repetition
   */
  record Wait(Answer answer, Due due, boolean remembered) implements Decision {}

  /**
   * The same token came again: it is no attempt, and gets the answer that it got.
   *
   * @param answer that answer; empty while there is none, then {@code run} is waited for
   * @param run the run of its message, if it made one
   */
  record Replay(Optional<Answer> answer, Optional<RunId> run) implements Decision {}

  /**
   * A nudge came: nothing is made, and what it does to its run is seen afterwards.
   *
   * @param run whom it is to wake, if there is such a run
   */
  record Nudge(Optional<RunId> run) implements Decision {}

  /**
   * It is turned away, and no message is remembered.
   *
   * @param answer says why
   */
  record Refuse(Answer answer) implements Decision {}

  /**
   * A due time of a schedule.
   *
   * @param schedule whose
   * @param revision under which it was due
   * @param dueTime when
   * @param provisional whether it was reckoned from a retry, since the engine could not be asked
   */
  record Due(ScheduleId schedule, int revision, Instant dueTime, boolean provisional) {
    /** Names one that is certain. */
    public Due(ScheduleId schedule, int revision, Instant dueTime) {
      this(schedule, revision, dueTime, false);
    }
  }
}
