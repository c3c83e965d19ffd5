package dev.carillon.crash;

import java.time.Duration;

/**
 * When a life is ended.
 *
 * @param workflow whose calls are counted
 * @param request which of its calls in this life, from 1
 * @param when in relation to the answer
 * @param pause how long after that; it begins when the process does, if no call is meant
 */
public record Blow(String workflow, int request, When when, Duration pause) {
  /** The moment that is meant. */
  public enum When {
    /** The step was done, and the process did not hear of it. */
    BEFORE_THE_ANSWER,
    /** The answer is on its way: perhaps it is read, perhaps even written down. */
    AFTER_THE_ANSWER,
    /** At any instant after the process was started, perhaps before it is ready. */
    FROM_THE_START,
    /** At any instant after it began to walk. */
    AT_WORK
  }

  /** Ends it at a call, before it is answered. */
  public static Blow before(String workflow, int request) {
    return new Blow(workflow, request, When.BEFORE_THE_ANSWER, Duration.ZERO);
  }

  /** Ends it so long after a call was answered. */
  public static Blow after(String workflow, int request, Duration pause) {
    return new Blow(workflow, request, When.AFTER_THE_ANSWER, pause);
  }

  /** Ends it so long after it was started. */
  public static Blow fromTheStart(Duration pause) {
    return new Blow("", 0, When.FROM_THE_START, pause);
  }

  /** Ends it so long after it began to walk. */
  public static Blow atWork(Duration pause) {
    return new Blow("", 0, When.AT_WORK, pause);
  }
}
