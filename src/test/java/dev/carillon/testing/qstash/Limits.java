package dev.carillon.testing.qstash;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Answers of one who asked too much. */
final class Limits {
  private Limits() {}

  /** Returns the answer when the messages of a day are spent; the day ends at midnight UTC. */
  static Reply daily(int most, Instant now) {
    Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    return Reply.error(429, "Exceeded daily rate limit")
        .with("RateLimit-Limit", "" + most)
        .with("RateLimit-Remaining", "0")
        .with("RateLimit-Reset", "" + midnight.getEpochSecond());
  }
}
