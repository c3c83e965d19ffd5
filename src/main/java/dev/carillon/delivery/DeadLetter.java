package dev.carillon.delivery;

import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.text.Telltale;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that nobody tries any more: a message that QStash gave up, or a run that failed. Immutable.
 *
 * @param id given by the database, from 1; says nothing about the order in time
 * @param given what is known about it from outside
 * @param runState how its run stands
 * @param dueTime for which it was meant, if one is known
 * @param gone whether QStash is known not to keep it any more
 * @param sentAgainAs the message that QStash made of it when we asked for that
 * @param recoveredBy the run that succeeded after all: its own, or another one of its due time
 */
public record DeadLetter(
    long id,
    GivenUp given,
    Optional<RunState> runState,
    Optional<Instant> dueTime,
    boolean gone,
    Optional<MessageId> sentAgainAs,
    Optional<RunId> recoveredBy) {
  private static final int LONGEST_NAME = 200;

  /**
   * What was given up, as it is told to us. Whoever tells first need not know everything.
   *
   * @param message names it at its engine; empty for a run that somebody started by hand
   * @param dlqId {@linkplain #isName names} it among QStash's dead letters; empty if it is not known
   *     to be there, or under no name that could be asked for
   * @param run the run that it made, if it came so far
   * @param workflow what it asked for
   * @param schedule of ours that made it
   * @param status what was answered last; empty if nothing was, or it is not known
   * @param detail why, in a sentence
   * @param retried how often it was tried after the first time
   * @param madeAt when its engine made it
   * @param at when it was given up
   */
  public record GivenUp(
      Optional<MessageId> message,
      Optional<String> dlqId,
      Optional<RunId> run,
      Optional<WorkflowId> workflow,
      Optional<ScheduleId> schedule,
      Optional<Integer> status,
      Optional<String> detail,
      Optional<Integer> retried,
      Optional<Instant> madeAt,
      Instant at) {
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * Leaves out an id by which nothing could be asked for, a time that never comes, and secrets
     * that somebody's answer repeats.
     */
    public GivenUp {
      detail = detail.map(Telltale::mask);
      dlqId = dlqId.filter(DeadLetter::isName);
      madeAt = madeAt.filter(it -> it.isBefore(NEVER));
    }

    /** Returns it without its name among QStash's dead letters. */
    public GivenUp unnamed() {
      return new GivenUp(
          message, Optional.empty(), run, workflow, schedule, status, detail, retried, madeAt, at);
    }
  }

  /** Tells whether it can be a name among QStash's dead letters: 1 to 200 printable characters. */
  public static boolean isName(String dlqId) {
    return !dlqId.isEmpty()
        && dlqId.length() <= LONGEST_NAME
        && dlqId.chars().allMatch(it -> it > 0x20 && it < 0x7f);
  }

  /** Tells whether its run is still being tried, by ourselves. */
  public boolean goesOn() {
    return runState.filter(state -> !state.isEnded()).isPresent();
  }

  /** Tells whether QStash may be asked to send it again. */
  public boolean isKeptByQStash() {
    return given.dlqId().isPresent() && !gone;
  }
}
