package dev.carillon.watching;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import java.time.Instant;
import java.util.Optional;

/** What is known of who rings a schedule. May be shared by threads; must be quick. */
public interface Bells {
  /** Tells whether QStash rings what says so; else the local engine does. */
  boolean isQStash(Wording wording);

  /** Tells whether somebody deleted it in the Upstash console, and so wants it not rung. */
  boolean isDeleted(ScheduleId id);

  /** Returns when QStash was given a schedule last; empty if it is not known to hold it. */
  Optional<Instant> givenAt(ScheduleId id);

  /** The local engine rings all. */
  Bells LOCAL = new Bells() {
    @Override
    public boolean isQStash(Wording wording) {
      return false;
    }

    @Override
    public boolean isDeleted(ScheduleId id) {
      return false;
    }

    @Override
    public Optional<Instant> givenAt(ScheduleId id) {
      return Optional.empty();
    }
  };
}
