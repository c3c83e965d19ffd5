package dev.carillon.app;

import dev.carillon.run.MessageId;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.ScheduleEngine;
import java.time.Instant;
import java.util.List;

/**
 * QStash as an engine whose schedules are made by hand in the Upstash console: its signed calls are
 * taken, and it is asked for nothing.
 */
final class QStashByHand implements ScheduleEngine {
  private static final String ADVICE =
      "this version takes QStash's calls but makes no schedules at QStash: make one in the Upstash"
          + " console that calls APP_URL/api/jobs/{id} with method POST, or set"
          + " CARILLON_ENGINE=local";

  @Override
  public String name() {
    return "qstash";
  }

  @Override
  public void put(Schedule schedule) {
    throw new EngineRefusedException(ADVICE);
  }

  @Override
  public void remove(ScheduleId id) {}

  @Override
  public void pause(ScheduleId id) {}

  @Override
  public void resume(ScheduleId id) {}

  @Override
  public List<Held> list() {
    return List.of();
  }

  @Override
  public MessageId send(OneOff message, Instant notBefore) {
    throw new EngineRefusedException(ADVICE);
  }

  @Override
  public boolean cancel(MessageId message) {
    return false;
  }
}
