package dev.carillon.scheduling;

import dev.carillon.run.MessageId;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine that is told nothing as long as this database may be a copy; it can be looked at. */
public final class HeldEngine implements ScheduleEngine {
  private final ScheduleEngine engine;
  private final Copies copies;

  /** Takes the engine, and who knows whether this is a copy. */
  public HeldEngine(ScheduleEngine engine, Copies copies) {
    this.engine = engine;
    this.copies = copies;
  }

  private ScheduleEngine cleared() {
    copies.requireClear();
    return engine;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public String nameOf(ScheduleId id) {
    return engine.nameOf(id);
  }

  @Override
  public void put(Schedule schedule) {
    cleared().put(schedule);
  }

  @Override
  public void putAnew(Schedule schedule) {
    cleared().putAnew(schedule);
  }

  @Override
  public void remove(ScheduleId id) {
    cleared().remove(id);
  }

  @Override
  public void pause(ScheduleId id) {
    cleared().pause(id);
  }

  @Override
  public void resume(ScheduleId id) {
    cleared().resume(id);
  }

  @Override
  public List<Held> list() {
    return engine.list();
  }

  @Override
  public List<Found> survey() {
    return engine.survey();
  }

  @Override
  public Optional<Found> find(ScheduleId id) {
    return engine.find(id);
  }

  @Override
  public void removeForeign(String name) {
    cleared().removeForeign(name);
  }

  @Override
  public void pauseForeign(String name, boolean paused) {
    cleared().pauseForeign(name, paused);
  }

  @Override
  public Optional<Instant> rangLast(String name) {
    return engine.rangLast(name);
  }

  @Override
  public Map<String, String> facts(Schedule wanted) {
    return engine.facts(wanted);
  }

  @Override
  public MessageId send(OneOff message, Instant notBefore) {
    return cleared().send(message, notBefore);
  }

  @Override
  public boolean cancel(MessageId message) {
    return cleared().cancel(message);
  }
}
