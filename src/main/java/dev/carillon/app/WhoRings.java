package dev.carillon.app;

import dev.carillon.schedule.RungBy;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.Standing;
import dev.carillon.watching.Bells;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which engine rings what, by the settings and the schedule's own wish.
 *
 * @param qstash whether this installation runs with QStash
 * @param standings tells how a schedule stands with QStash
 */
record WhoRings(boolean qstash, Function<ScheduleId, Optional<Standing>> standings)
    implements Bells {
  @Override
  public boolean isQStash(Wording wording) {
    return qstash && wording.rungBy() == RungBy.AUTO;
  }

  @Override
  public boolean isDeleted(ScheduleId id) {
    return qstash && standings.apply(id).flatMap(Standing::missing).isPresent();
  }
}
