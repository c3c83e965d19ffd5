package dev.carillon.app;

import dev.carillon.doctor.Expectations;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.watching.Ledger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Reads from the database who was to ring what. */
record Expected(ScheduleStore schedules, Ledger ledger) implements Expectations {
  @Override
  public Map<ScheduleId, Instant> given() {
    Map<ScheduleId, Instant> given = new HashMap<>();
    schedules
        .standings()
        .forEach(it -> it.toldTo("qstash").ifPresent(told -> given.put(it.id(), told.at())));
    return given;
  }

  @Override
  public boolean wasSkipped(ScheduleId id, Instant due) {
    return ledger.find(id, due).filter(it -> it.verdict() == Verdict.SKIPPED).isPresent();
  }
}
