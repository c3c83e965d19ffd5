package dev.carillon.running;

import dev.carillon.running.NotRedrivableException.Why;
import java.util.Optional;

/**
 * How much a run may have done for another one to take that over. It is copied in one transaction, while
 * nobody else decides anything about its schedule, so it must not take long.
 *
 * @param limits of any run
 */
record Takeover(Limits limits) {
  private static final long MOST_STEPS = 20_000;
  private static final long MOST_CHARACTERS = 50_000_000;

  void admit(Extent journal) {
    if (journal.steps() >= limits.steps()) {
      throw full(journal.steps() + " steps", "CARILLON_MAX_STEPS");
    }
    if (journal.volume() >= limits.journal()) {
      throw full(journal.volume() + " characters", "CARILLON_MAX_JOURNAL");
    }
    if (journal.steps() > MOST_STEPS) {
      throw tooLong(journal.steps() + " steps, and no more than " + MOST_STEPS);
    }
    if (journal.volume() > MOST_CHARACTERS) {
      throw tooLong(journal.volume() + " characters, and no more than " + MOST_CHARACTERS);
    }
  }

  private static NotRedrivableException full(String held, String setting) {
    return refused("its journal holds " + held + ", which is as many as " + setting
        + " allows, so a run that takes them over would fail at once; do it again as a new run from the"
        + " start, or allow more");
  }

  private static NotRedrivableException tooLong(String held) {
    return refused("its journal holds " + held
        + " are copied for another run; let it go on as the same run, or do it again as a new run from"
        + " the start");
  }

  private static NotRedrivableException refused(String message) {
    return new NotRedrivableException(Why.TOO_LONG, message, Optional.empty());
  }
}
