package dev.carillon.running;

import dev.carillon.run.MessageId;
import dev.carillon.schedule.ScheduleId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** For an engine that keeps nothing of what it gave up: the local one. */
public final class NoDeadLetterOffice implements DeadLetterOffice {
  /** Makes one; all are alike. */
  public NoDeadLetterOffice() {}

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public Optional<List<Kept>> of(Collection<ScheduleId> schedules) {
    return Optional.of(List.of());
  }

  @Override
  public Optional<MessageId> sendAgain(String dlqId) {
    return Optional.empty();
  }

  @Override
  public boolean discard(String dlqId) {
    return false;
  }
}
