package dev.carillon.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A test message that travels to QStash and back, as it is kept. Immutable.
 *
 * @param startedAt when somebody asked for it
 * @param sentAt when QStash had taken it
 * @param messageId as QStash calls it
 * @param arrivedAt when it came back, signed
 * @param trouble why QStash did not take it, as the word of an {@link
 *     dev.carillon.scheduling.EngineTrouble.Kind}
 * @param detail the same in words
 */
public record Trip(
    TripId id,
    Instant startedAt,
    Optional<Instant> sentAt,
    Optional<String> messageId,
    Optional<Instant> arrivedAt,
    Optional<String> trouble,
    Optional<String> detail) {
  /** Returns one that was not sent yet. */
  static Trip begun(TripId id, Instant now) {
    return new Trip(
        id,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns how long it was under way, from being asked for to its arrival. */
  public Optional<Duration> took() {
    return arrivedAt.map(it -> Duration.between(startedAt, it));
  }
}
