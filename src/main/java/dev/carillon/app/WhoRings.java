package dev.carillon.app;

import dev.carillon.schedule.RungBy;
import dev.carillon.schedule.Wording;
import dev.carillon.watching.Bells;

/**
 * Which engine rings what, by the settings and the schedule's own wish.
 *
 * @param qstash whether this installation runs with QStash
 */
record WhoRings(boolean qstash) implements Bells {
  @Override
  public boolean isQStash(Wording wording) {
    return qstash && wording.rungBy() == RungBy.AUTO;
  }
}
