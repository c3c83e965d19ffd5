package dev.carillon.quartz;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.quartz.JobPersistenceException;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine does with triggers beyond what Quartz offers, each in one transaction under
 * Quartz's own lock, so that no other node and no firing comes between.
 */
final class TriggerStore extends QuietStore {
  private static final Logger LOG = LoggerFactory.getLogger(TriggerStore.class);
  private static final Duration STUCK = Duration.ofMinutes(2);
  private static final Duration ASKEW = Duration.ofSeconds(1);

  /** A due time stands in seconds, and with it the fire time that it stands for where it was kept. */
  private static final String ASKEW_ONES = """
      select 1 from qrtz_triggers kept
        join qrtz_simprop_triggers said
          on said.sched_name = kept.sched_name and said.trigger_group = kept.trigger_group
         and said.trigger_name = kept.trigger_name
       where kept.next_fire_time > 0 and said.long_prop_1 > 0
         and abs(kept.next_fire_time - said.long_prop_1 * 1000 - ?) > ?
       fetch first 1 row only""";

  private final TimeShift shift;
  private final OneShots oneShots;

  TriggerStore(DataSource dataSource, boolean clustered, String node, TimeShift shift) {
    super(dataSource, clustered, node, shift);
    this.shift = shift;
    this.oneShots = new OneShots(shift);
  }

  /** A schedule's trigger as it is kept. */
  record Kept(TimetableTrigger trigger, boolean paused) {}

  /** Keeps a schedule's trigger; one that says the same already stays as it is. */
  void put(TimetableTrigger wanted, boolean paused) throws JobPersistenceException {
    executeInLock(LOCK_TRIGGER_ACCESS, connection -> {
      Optional<Kept> kept = find(connection, wanted.getKey());
      if (kept.filter(it -> it.trigger().saysTheSameAs(wanted)).isEmpty()) {
        store(connection, wanted, paused);
      } else if (kept.get().paused() != paused) {
        storeFromNow(connection, kept.get().trigger(), paused);
      }
      return null;
    });
  }

  /** Pauses or resumes a schedule's trigger if there is one that is not so already. */
  void setPaused(TriggerKey key, boolean paused) throws JobPersistenceException {
    executeInLock(LOCK_TRIGGER_ACCESS, connection -> {
      Optional<Kept> kept = find(connection, key);
      if (kept.isPresent() && kept.get().paused() != paused) {
        storeFromNow(connection, kept.get().trigger(), paused);
      }
      return null;
    });
  }

  /** Returns the triggers of all schedules. */
  List<Kept> schedules() throws JobPersistenceException {
    return executeWithoutLock(connection -> {
      List<Kept> all = new ArrayList<>();
      for (TriggerKey key : keys(connection, TimetableTrigger.GROUP)) {
        find(connection, key).ifPresent(all::add);
      }
      return all;
    });
  }

  /** Keeps a trigger that fires once, in place of one with its name. */
  void keep(OperableTrigger oneShot) throws JobPersistenceException {
    executeInLock(LOCK_TRIGGER_ACCESS, connection -> {
      store(connection, oneShot, false);
      return null;
    });
  }

  /** Takes a trigger back; returns false if it has fired for the last time or is not known. */
  boolean withdraw(TriggerKey key) throws JobPersistenceException {
    return executeInLock(LOCK_TRIGGER_ACCESS, connection -> {
      OperableTrigger kept = retrieveTrigger(connection, key);
      return kept != null && kept.getNextFireTime() != null && removeTrigger(connection, key);
    });
  }

  /** Brings all fire times in line with their due times, after our clock was moved. */
  void align() throws JobPersistenceException {
    executeInLock(LOCK_TRIGGER_ACCESS, connection -> {
      for (TriggerKey key : keys(connection, TimetableTrigger.GROUP, OneShots.GROUP)) {
        align(connection, key);
      }
      return null;
    });
  }

  /** Tells whether another node, whose clock differs, left fire times that are not right here. */
  boolean isAskew() throws JobPersistenceException {
    return executeWithoutLock(connection -> {
      try (PreparedStatement sql = connection.prepareStatement(ASKEW_ONES)) {
        sql.setLong(1, shift.toSystem(Instant.EPOCH).getTime());
        sql.setLong(2, ASKEW.toMillis());
        try (ResultSet rows = sql.executeQuery()) {
          return rows.next();
        }
      } catch (SQLException e) {
        throw new JobPersistenceException("fire times cannot be read", e);
      }
    });
  }

  /** Frees triggers that Quartz left in error, or taken by somebody who never fired them. */
  void free() throws JobPersistenceException {
    if (!executeWithoutLock(this::stuck).isEmpty()) {
      executeInLock(LOCK_TRIGGER_ACCESS, connection -> {
        for (OperableTrigger trigger : stuck(connection)) {
          LOG.warn("The trigger of {} was stuck and is freed", trigger.getKey().getName());
          passOverWhatIsLate(trigger);
          store(connection, trigger, false);
        }
        return null;
      });
    }
  }

  /** Lets schedules go on whose due time was missed, as Quartz does at its own pace. */
  void passOverMissed() throws JobPersistenceException {
    if (doRecoverMisfires().getProcessedMisfiredTriggerCount() > 0) {
      signalSchedulingChangeImmediately(0);
    }
  }

  /**
   * Also looks whether a schedule's trigger still says what it did when this node took it: if it
   * was edited and then taken by another node, firing it would put the old one back. And whether it is
   * due at all: the fire time may have been reckoned by a node whose clock differs.
   */
  @Override
  protected TriggerFiredBundle triggerFired(Connection connection, OperableTrigger trigger)
      throws JobPersistenceException {
    if (isClustered() && trigger instanceof TimetableTrigger taken) {
      Optional<Kept> kept = find(connection, trigger.getKey());
      if (kept.filter(it -> it.trigger().saysTheSameAs(taken)).isEmpty()) {
        return null;
      }
      if (taken.due().filter(shift.now().plus(ASKEW)::isBefore).isPresent()) {
        align(connection, trigger.getKey());
        return null;
      }
    }
    return super.triggerFired(connection, trigger);
  }

  private Optional<Kept> find(Connection connection, TriggerKey key)
      throws JobPersistenceException {
    return retrieveTrigger(connection, key) instanceof TimetableTrigger trigger
        ? Optional.of(new Kept(trigger, isPaused(connection, key)))
        : Optional.empty();
  }

  private boolean isPaused(Connection connection, TriggerKey key) throws JobPersistenceException {
    return getTriggerState(connection, key) == TriggerState.PAUSED;
  }

  private List<TriggerKey> keys(Connection connection, String... groups)
      throws JobPersistenceException {
    List<TriggerKey> keys = new ArrayList<>();
    for (String group : groups) {
      keys.addAll(getTriggerNames(connection, GroupMatcher.triggerGroupEquals(group)));
    }
    return keys;
  }

  private void storeFromNow(Connection connection, TimetableTrigger trigger, boolean paused)
      throws JobPersistenceException {
    trigger.passOver();
    store(connection, trigger, paused);
  }

  private void store(Connection connection, OperableTrigger trigger, boolean paused)
      throws JobPersistenceException {
    String state = paused ? STATE_PAUSED : STATE_WAITING;
    boolean ended = trigger.getNextFireTime() == null;
    storeTrigger(connection, trigger, null, true, ended ? STATE_COMPLETE : state, true, false);
    signalSchedulingChangeOnTxCompletion(ended ? 0 : trigger.getNextFireTime().getTime());
  }

  private void align(Connection connection, TriggerKey key) throws JobPersistenceException {
    OperableTrigger trigger = retrieveTrigger(connection, key);
    if (trigger == null || trigger.getNextFireTime() == null) {
      return;
    }
    Optional<Date> right = trigger instanceof TimetableTrigger timetable
        ? timetable.fireTime()
        : oneShots.fireTime(trigger);
    if (right.isPresent() && isAskew(trigger.getNextFireTime(), right.get())) {
      trigger.setNextFireTime(right.get());
      store(connection, trigger, isPaused(connection, key));
    }
  }

  private static boolean isAskew(Date kept, Date right) {
    return Math.abs(kept.getTime() - right.getTime()) > ASKEW.toMillis();
  }

  private List<OperableTrigger> stuck(Connection connection) throws JobPersistenceException {
    Date longAgo = shift.toSystem(shift.now().minus(STUCK));
    List<OperableTrigger> stuck = new ArrayList<>();
    inState(connection, STATE_ERROR).forEach(stuck::add);
    Stream.concat(inState(connection, STATE_ACQUIRED), inState(connection, STATE_BLOCKED))
        .filter(it -> it.getNextFireTime() != null && it.getNextFireTime().before(longAgo))
        .forEach(stuck::add);
    return stuck;
  }

  private Stream<OperableTrigger> inState(Connection connection, String state)
      throws JobPersistenceException {
    List<OperableTrigger> found = new ArrayList<>();
    try {
      for (TriggerKey key : getDelegate().selectTriggersInState(connection, state)) {
        Optional.ofNullable(retrieveTrigger(connection, key)).ifPresent(found::add);
      }
    } catch (SQLException e) {
      throw new JobPersistenceException("the triggers that are stuck cannot be read", e);
    }
    return found.stream();
  }

  private void passOverWhatIsLate(OperableTrigger trigger) {
    Date missed = new Date(getMisfireTime());
    if (trigger instanceof TimetableTrigger timetable
        && timetable.getNextFireTime() != null
        && timetable.getNextFireTime().before(missed)) {
      timetable.updateAfterMisfire(null);
    }
  }
}
