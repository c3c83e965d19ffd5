package dev.carillon.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.quartz.JobDetail;
import org.quartz.JobPersistenceException;
import org.quartz.SchedulerException;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.impl.jdbcjobstore.DriverDelegate;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;
import org.quartz.impl.jdbcjobstore.NoSuchDelegateException;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredResult;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quartz's JDBC store, as its {@code JobStoreTX}, but over our pool, without global state, and so
 * that it can be stopped: Quartz stops its threads by interrupting them, which closes an H2
 * database for everybody if it hits a thread inside, and waits without end for a lost database.
 */
class QuietStore extends JobStoreSupport {
  private static final Logger LOG = LoggerFactory.getLogger(QuietStore.class);
  private static final String NAME = "carillon";
  private static final long CHECK_IN_MILLIS = 5_000;
  private static final long PATIENCE_MILLIS = 1_000;

  /**
   * Half of the grace after which a due time counts as late: what a short stop or a long queue held
   * up is still rung, and what is older is left to be caught up.
   */
  private static final long MISFIRE_MILLIS = 60_000;

  private final DataSource dataSource;
  private final TimeShift shift;
  private final Object gate = new Object();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, OperableTrigger> taken = new HashMap<>();
  private final Set<String> unfinished = ConcurrentHashMap.newKeySet();
  private DriverDelegate delegate;

  QuietStore(DataSource dataSource, boolean clustered, String node, TimeShift shift) {
    this.dataSource = dataSource;
    this.shift = shift;
    setDataSource(NAME);
    setInstanceName(NAME);
    setInstanceId(node);
    setIsClustered(clustered);
    setClusterCheckinInterval(CHECK_IN_MILLIS);
    setMisfireThreshold(MISFIRE_MILLIS);
    setUseProperties("true");
    setMakeThreadsDaemons(true);
    // Without it a trigger is changed by two transactions at once, and H2 may lose one of them.
    setAcquireTriggersWithinLock(true);
  }

  /**
   * Begins to stop: when this returns, Quartz's own thread is not in the database and will not go
   * there again, so that it can be interrupted. May be called twice.
   */
  final void close() {
    closing.countDown();
    synchronized (gate) {
      LOG.debug("Nothing more is taken");
    }
  }

  /** Waits a moment; returns false, and at once, if the store is stopping. */
  final boolean patience() {
    try {
      return !closing.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Leaves a fired trigger as it is, so that the next start finds and recovers it. */
  final void leaveUnfinished(String fireInstance) {
    unfinished.add(fireInstance);
  }

  @Override
  protected Connection getConnection() throws JobPersistenceException {
    try {
      Connection connection = dataSource.getConnection();
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      throw new JobPersistenceException("the database gave no connection: " + e.getMessage(), e);
    }
  }

  @Override
  protected Connection getNonManagedTXConnection() throws JobPersistenceException {
    return getConnection();
  }

  @Override
  protected <T> T executeInLock(String lock, TransactionCallback<T> work)
      throws JobPersistenceException {
    return executeInNonManagedTXLock(lock, work, null);
  }

  @Override
  protected <T> T retryExecuteInNonManagedTXLock(String lock, TransactionCallback<T> work) {
    while (true) {
      try {
        return executeInNonManagedTXLock(lock, work, null);
      } catch (JobPersistenceException e) {
        LOG.warn("Quartz could not reach its tables: {}", e.getMessage());
        if (!patience()) {
          throw new IllegalStateException("stopped while the database was away", e);
        }
      }
    }
  }

  /** PostgreSQL's delegate works on H2 too, with Quartz's tables for PostgreSQL. */
  @Override
  protected final synchronized DriverDelegate getDelegate() throws NoSuchDelegateException {
    if (delegate == null) {
      var made = new PostgreSQLDelegate();
      made.initialize(
          getLog(),
          getTablePrefix(),
          getInstanceName(),
          getInstanceId(),
          getClassLoadHelper(),
          true,
          null);
      made.addTriggerPersistenceDelegate(new TimetableRows(shift));
      delegate = made;
    }
    return delegate;
  }

  /** A single node needs none of Quartz's threads: the watch looks for misfires. */
  @Override
  public void schedulerStarted() throws SchedulerException {
    if (isClustered()) {
      super.schedulerStarted();
    } else {
      recoverJobs();
    }
  }

  @Override
  public List<OperableTrigger> acquireNextTriggers(long noLaterThan, int most, long window)
      throws JobPersistenceException {
    synchronized (gate) {
      if (isClosing()) {
        return List.of();
      }
      List<OperableTrigger> next = super.acquireNextTriggers(noLaterThan, most, window);
      next.forEach(trigger -> taken.put(trigger.getFireInstanceId(), trigger));
      return next;
    }
  }

  @Override
  public List<TriggerFiredResult> triggersFired(List<OperableTrigger> triggers)
      throws JobPersistenceException {
    synchronized (gate) {
      if (isClosing()) {
        return List.of();
      }
      List<TriggerFiredResult> fired = super.triggersFired(triggers);
      triggers.forEach(trigger -> taken.remove(trigger.getFireInstanceId()));
      return fired;
    }
  }

  @Override
  public void releaseAcquiredTrigger(OperableTrigger trigger) {
    synchronized (gate) {
      if (!isClosing()) {
        super.releaseAcquiredTrigger(trigger);
        taken.remove(trigger.getFireInstanceId());
      }
    }
  }

  @Override
  public void triggeredJobComplete(
      OperableTrigger trigger, JobDetail job, CompletedExecutionInstruction what) {
    if (!unfinished.contains(trigger.getFireInstanceId())) {
      super.triggeredJobComplete(trigger, job, what);
    }
  }

  /** Also gives back what was taken and not fired, which Quartz leaves to the next start. */
  @Override
  public void shutdown() {
    try {
      taken.values().forEach(super::releaseAcquiredTrigger);
    } catch (IllegalStateException e) {
      LOG.warn("Triggers stay taken until the next start: {}", e.getMessage());
    }
    // Quartz closes its connections by name; ours are the pool's, so the name stands for nothing.
    DBConnectionManager.getInstance().addConnectionProvider(NAME, new NoConnections());
    super.shutdown();
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }
}
