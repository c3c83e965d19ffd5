package dev.carillon.quartz;

import dev.carillon.run.MessageId;
import dev.carillon.running.Bell;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.scheduling.ScheduleEngine;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.quartz.JobPersistenceException;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;

/**
 * Rings by itself: Quartz over our database, going by our own cron. What it holds survives a
 * restart; on PostgreSQL any number of nodes share it, and each due time is rung by one of them. A
 * due time that could not be rung within a minute is passed over, with a line in the log.
 *
 * <p>Its tables are Quartz's own (prefix {@code QRTZ_}) and must be there. It needs up to six
 * connections at once. May be shared by threads.
 */
public final class LocalEngine implements ScheduleEngine, AutoCloseable {
  private final Supplier<DataSource> pool;
  private final boolean clustered;
  private final TimeShift shift;
  private final Bell bell;
  private volatile Clockwork running;

  /**
   * Makes an engine that does nothing yet.
   *
   * @param pool is asked for the database at each start
   * @param clustered whether other processes may share the database, as on PostgreSQL
   * @param clock tells when something is due; it may be moved, which is noticed within 20 seconds
   * @param system the clock of the process, which Quartz goes by; tests may set the other one only
   * @param bell gets what is due
   */
  public LocalEngine(
      Supplier<DataSource> pool, boolean clustered, Clock clock, Clock system, Bell bell) {
    this.pool = pool;
    this.clustered = clustered;
    this.shift = new TimeShift(clock, system);
    this.bell = bell;
  }

  /**
   * Starts to ring. A second call changes nothing; one after {@link #stop} starts again.
   *
   * @throws EngineUnavailableException if the database cannot be reached; then nothing was started
   */
  public synchronized void start() {
    if (running == null) {
      try {
        running = Clockwork.start(pool.get(), clustered, shift, bell);
      } catch (SchedulerException e) {
        throw new EngineUnavailableException("the local engine could not start", e);
      }
    }
  }

  /**
   * Stops to ring: waits until the bell has answered all that was begun, and leaves no thread. May
   * be called twice, and before a start.
   */
  public synchronized void stop() {
    if (running != null) {
      Clockwork stopping = running;
      running = null;
      stopping.stop();
    }
  }

  /** The same as {@link #stop}. */
  @Override
  public void close() {
    stop();
  }

  @Override
  public String name() {
    return "local";
  }

  /**
   * {@inheritDoc} It rings if the schedule {@link Schedule#rings() is to}, from the first due time
   * after now; what is held in the same wording and revision goes on undisturbed.
   */
  @Override
  public void put(Schedule schedule) {
    var wanted = new TimetableTrigger(schedule.wording().timetable(), shift);
    wanted.of(schedule.id().value(), schedule.revision()).passOver();
    if (wanted.due().isEmpty()) {
      throw new EngineRefusedException("the schedule " + schedule.id() + " would never be due: "
          + schedule.wording().cron());
    }
    run(store -> store.put(wanted, !schedule.rings()));
  }

  @Override
  public void remove(ScheduleId id) {
    run(store -> store.removeTrigger(key(id)));
  }

  @Override
  public void pause(ScheduleId id) {
    run(store -> store.setPaused(key(id), true));
  }

  /** {@inheritDoc} What was due meanwhile is not rung. */
  @Override
  public void resume(ScheduleId id) {
    run(store -> store.setPaused(key(id), false));
  }

  @Override
  public List<Held> list() {
    return ask(TriggerStore::schedules).stream().map(LocalEngine::held).toList();
  }

  @Override
  public MessageId send(OneOff message, Instant notBefore) {
    var id = new MessageId("loc_msg_" + UUID.randomUUID().toString().replace("-", ""));
    var errand = new Errand.OneOff(id, message.workflow(), message.trigger(), message.input());
    run(store -> store.keep(new OneShots(shift).trigger(errand, 0, notBefore)));
    return id;
  }

  @Override
  public boolean cancel(MessageId message) {
    return ask(store -> store.withdraw(OneShots.key(message)));
  }

  /** Does at once what is done every 20 seconds: notices a moved clock, mends what is stuck. */
  void watch() {
    Clockwork clockwork = running();
    try {
      clockwork.watch();
    } catch (JobPersistenceException e) {
      throw unavailable(e);
    }
  }

  private static TriggerKey key(ScheduleId id) {
    return new TriggerKey(id.value(), TimetableTrigger.GROUP);
  }

  private static Held held(TriggerStore.Kept kept) {
    TimetableTrigger trigger = kept.trigger();
    return new Held(
        new ScheduleId(trigger.getName()),
        trigger.revision(),
        trigger.timetable().cron().text(),
        trigger.timetable().zone().getId(),
        kept.paused(),
        kept.paused() ? Optional.empty() : trigger.due());
  }

  /** Something that is done with the store. */
  private interface Work {
    void with(TriggerStore store) throws JobPersistenceException;
  }

  /** Something that the store is asked. */
  private interface Question<T> {
    T to(TriggerStore store) throws JobPersistenceException;
  }

  private void run(Work work) {
    ask(store -> {
      work.with(store);
      return null;
    });
  }

  private <T> T ask(Question<T> question) {
    TriggerStore store = running().store();
    try {
      return question.to(store);
    } catch (JobPersistenceException e) {
      throw unavailable(e);
    }
  }

  private Clockwork running() {
    Clockwork now = running;
    if (now == null) {
      throw new EngineRefusedException("the local engine is not started");
    }
    return now;
  }

  private static EngineUnavailableException unavailable(JobPersistenceException e) {
    return new EngineUnavailableException("the local engine could not reach its tables", e);
  }
}
