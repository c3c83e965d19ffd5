package dev.carillon.scheduling;

import dev.carillon.run.MessageId;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An engine that holds what it is given and never rings; it fails on demand. */
public final class SilentEngine implements ScheduleEngine {
  private final Map<ScheduleId, Schedule> held = new ConcurrentHashMap<>();
  private final Set<ScheduleId> paused = ConcurrentHashMap.newKeySet();
  private volatile RuntimeException failure;

  /** Lets it refuse from now on. */
  public void refuses() {
    failure = new EngineRefusedException("the engine said no");
  }

  /** Lets it be out of reach from now on. */
  public void isGone() {
    failure = new EngineUnavailableException("the engine does not answer", null);
  }

  /** Lets it work again. */
  public void isBack() {
    failure = null;
  }

  private void obey() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public void put(Schedule schedule) {
    obey();
    held.put(schedule.id(), schedule);
    setPaused(schedule.id(), !schedule.rings());
  }

  @Override
  public void remove(ScheduleId id) {
    obey();
    held.remove(id);
    paused.remove(id);
  }

  @Override
  public void pause(ScheduleId id) {
    obey();
    setPaused(id, true);
  }

  private void setPaused(ScheduleId id, boolean it) {
    if (it) {
      paused.add(id);
    } else {
      paused.remove(id);
    }
  }

  @Override
  public void resume(ScheduleId id) {
    obey();
    setPaused(id, false);
  }

  @Override
  public List<Held> list() {
    obey();
    return held.values().stream()
        .map(it -> new Held(
            it.id(),
            it.revision(),
            it.wording().cron().text(),
            it.wording().zone().getId(),
            paused.contains(it.id()),
            Optional.empty()))
        .toList();
  }

  @Override
  public MessageId send(OneOff message, Instant notBefore) {
    obey();
    return new MessageId("loc_msg_1");
  }

  @Override
  public boolean cancel(MessageId message) {
    return false;
  }
}
