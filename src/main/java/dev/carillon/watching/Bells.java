package dev.carillon.watching;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;

/** What is known of who rings a schedule. May be shared by threads; must be quick. */
public interface Bells {
  /** Tells whether QStash rings what says so; else the local engine does. */
  boolean isQStash(Wording wording);

  /** Tells whether somebody deleted it in the Upstash console, and so wants it not rung. */
  boolean isDeleted(ScheduleId id);

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
  };
}
