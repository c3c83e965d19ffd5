package dev.carillon.app;

import dev.carillon.schedule.RungBy;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.watching.Bells;
import java.util.function.Predicate;

/**
 * Which engine rings what, by the settings and the schedule's own wish.
 *
 * @param qstash whether this installation runs with QStash
 * @param deleted tells what was deleted in the Upstash console
 */
record WhoRings(boolean qstash, Predicate<ScheduleId> deleted) implements Bells {
  @Override
  public boolean isQStash(Wording wording) {
    return qstash && wording.rungBy() == RungBy.AUTO;
  }

  @Override
  public boolean isDeleted(ScheduleId id) {
    return qstash && deleted.test(id);
  }
}
