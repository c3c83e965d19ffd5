package dev.carillon.app;

import dev.carillon.doctor.Expectations;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.scheduling.Told;
import dev.carillon.watching.Ledger;
import java.time.Instant;
import java.util.Optional;

/** Reads from the database who was to ring what. */
record Expected(ScheduleStore schedules, Ledger ledger) implements Expectations {
  @Override
  public Optional<Instant> givenAt(ScheduleId id) {
    return schedules.standing(id).flatMap(it -> it.toldTo("qstash")).map(Told::at);
  }

  @Override
  public boolean wasSkipped(ScheduleId id, Instant due) {
    return ledger.find(id, due).filter(it -> it.verdict() == Verdict.SKIPPED).isPresent();
  }
}
