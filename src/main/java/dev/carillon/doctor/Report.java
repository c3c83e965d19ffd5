package dev.carillon.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How this installation is.
 *
 * @param at when it was asked
 * @param entries in the order of their topics
 */
public record Report(Instant at, List<Entry> entries) {
  /** Copies the entries. */
  public Report {
    entries = List.copyOf(entries);
  }

  /**
   * One answer.
   *
   * @param took how long it was looked for
   */
  public record Entry(Topic topic, Finding finding, Duration took) {}

  /** Returns the worst of all. */
  public Status status() {
    return entries.stream().map(it -> it.finding().status()).reduce(Status.OK, Status::worse);
  }
}
