package dev.carillon.testing.qstash;

import java.time.Instant;
import java.util.Optional;

/**
 * A message, finished or not.
 *
 * @param schedule the schedule that made it
 * @param about the message whose outcome it tells, if it is a callback
 * @param notBefore when the first attempt was due
 * @param dueAt when the next attempt is
 * @param retried failed attempts so far
 * @param cancelled whether somebody asked to stop it
 */
public record HeldMessage(
    String id,
    Parcel parcel,
    Optional<String> schedule,
    Optional<String> about,
    Instant createdAt,
    Instant notBefore,
    Instant dueAt,
    int retried,
    State state,
    boolean cancelled) {
  /** Where a message stands. */
  public enum State {
    /** Waits for its first attempt or for another one. */
    WAITING,
    /** Is being delivered. */
    ACTIVE,
    /** Was answered with 2xx. */
    DELIVERED,
    /** Is given up; a dead letter. */
    FAILED,
    /** Is stopped. */
    CANCELED
  }

  static HeldMessage fresh(String id, Parcel parcel, Instant createdAt, Instant dueAt) {
    return new HeldMessage(
        id,
        parcel,
        Optional.empty(),
        Optional.empty(),
        createdAt,
        dueAt,
        dueAt,
        0,
        State.WAITING,
        false);
  }

  HeldMessage of(Optional<String> scheduleId) {
    return new HeldMessage(
        id, parcel, scheduleId, about, createdAt, notBefore, dueAt, retried, state, cancelled);
  }

  HeldMessage about(String messageId) {
    return new HeldMessage(
        id,
        parcel,
        schedule,
        Optional.of(messageId),
        createdAt,
        notBefore,
        dueAt,
        retried,
        state,
        cancelled);
  }

  HeldMessage to(State other) {
    return new HeldMessage(
        id, parcel, schedule, about, createdAt, notBefore, dueAt, retried, other, cancelled);
  }

  HeldMessage again(Instant at) {
    return new HeldMessage(
        id,
        parcel,
        schedule,
        about,
        createdAt,
        notBefore,
        at,
        retried + 1,
        State.WAITING,
        cancelled);
  }

  HeldMessage stopped() {
    return new HeldMessage(
        id, parcel, schedule, about, createdAt, notBefore, dueAt, retried, state, true);
  }

  /** Tells whether nothing more happens to it. */
  public boolean isFinished() {
    return state != State.WAITING && state != State.ACTIVE;
  }
}
