package dev.carillon.testing.qstash;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of a message.
 *
 * @param state {@code CREATED}, {@code ACTIVE}, {@code ERROR}, {@code RETRY}, {@code DELIVERED},
 *     {@code FAILED}, {@code CANCEL_REQUESTED} or {@code CANCELED}
 * @param next when the next attempt is due, where one is
 * @param attempt the attempt that it is about
 */
public record LogLine(
    Instant at,
    long number,
    String state,
    HeldMessage message,
    Optional<Instant> next,
    Optional<Attempt> attempt) {
  /** Returns what a cursor names it by. */
  String name() {
    return at.toEpochMilli() + "-" + number;
  }

  /** Returns the id of the message. */
  public String messageId() {
    return message.id();
  }
}
