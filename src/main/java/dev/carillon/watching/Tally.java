package dev.carillon.watching;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.schedule.ScheduleId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what one sweep wrote down, and tells it: the first few schedules by name. For one thread. */
final class Tally {
  private static final Logger LOG = LoggerFactory.getLogger(Tally.class);
  private static final int TELL_EACH = 50_000;
  private static final int NAMED = 20;

  private final Set<ScheduleId> schedules = new HashSet<>();
  private long judged;
  private long told;

  void add(ScheduleId schedule, List<Occurrence> rows) {
    judged += rows.size();
    long missed = rows.stream().filter(it -> it.verdict() == Verdict.MISSED).count();
    if (schedules.add(schedule) && schedules.size() <= NAMED && missed > 0) {
      Occurrence last = rows.get(rows.size() - 1);
      LOG.warn(
          "⏰ {}: {} due times were missed, up to {} ({})",
          schedule,
          missed,
          last.dueTime(),
          last.detail().orElse("see its occurrences"));
    }
    if (judged - told >= TELL_EACH) {
      told = judged;
      LOG.info("{} due times of {} schedules are judged so far", judged, schedules.size());
    }
  }

  void end() {
    if (schedules.size() > 1) {
      LOG.info("{} due times of {} schedules were judged", judged, schedules.size());
    }
  }
}
