package dev.carillon.quartz;

import dev.carillon.running.Bell;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.quartz.JobPersistenceException;
import org.quartz.SchedulerException;
import org.quartz.core.QuartzScheduler;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.impl.DefaultThreadExecutor;
import org.quartz.impl.StdJobRunShellFactory;
import org.quartz.impl.StdScheduler;
import org.quartz.simpl.SimpleClassLoadHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running Quartz scheduler and the thread that watches it. It is put together by hand, since
 * Quartz's factories register schedulers in a list of the whole process.
 */
final class Clockwork {
  private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);
  private static final String ONLY_NODE = "carillon";
  private static final Duration WATCH_EVERY = Duration.ofSeconds(20);

  private final TimeShift shift;
  private final TriggerStore store;
  private final QuartzScheduler quartz;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(Clockwork::watchThread);
  private Duration alignedTo;

  private Clockwork(TimeShift shift, TriggerStore store, QuartzScheduler quartz) {
    this.shift = shift;
    this.store = store;
    this.quartz = quartz;
  }

  /** Puts a scheduler together and starts it; if that fails, nothing of it is left. */
  static Clockwork start(DataSource dataSource, boolean clustered, TimeShift shift, Bell bell)
      throws SchedulerException {
    String node = clustered ? UUID.randomUUID().toString() : ONLY_NODE;
    var store = new TriggerStore(dataSource, clustered, node, shift);
    var clockwork = new Clockwork(shift, store, assemble(store, node));
    try {
      clockwork.begin(bell);
    } catch (SchedulerException | RuntimeException e) {
      clockwork.stop();
      throw e;
    }
    return clockwork;
  }

  private static QuartzScheduler assemble(TriggerStore store, String node)
      throws SchedulerException {
    var shells = new StdJobRunShellFactory();
    var parts = new QuartzSchedulerResources();
    parts.setName(store.getInstanceName());
    parts.setInstanceId(node);
    parts.setThreadName("carillon-quartz");
    parts.setMakeSchedulerThreadDaemon(true);
    parts.setThreadExecutor(new DefaultThreadExecutor());
    parts.setThreadPool(new RingerPool());
    parts.setMaxBatchSize(RingerPool.BATCH);
    parts.setJobRunShellFactory(shells);
    parts.setJobStore(store);
    var quartz = new QuartzScheduler(parts, -1, -1);
    store.initialize(new SimpleClassLoadHelper(), quartz.getSchedulerSignaler());
    shells.initialize(new StdScheduler(quartz));
    return quartz;
  }

  private void begin(Bell bell) throws SchedulerException {
    quartz.setJobFactory((fired, scheduler) -> new HandIn(bell, store, shift));
    store.storeJob(HandIn.detail(), true);
    alignAll();
    quartz.start();
    watch.scheduleWithFixedDelay(
        this::watchUnlessAway, 0, WATCH_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  TriggerStore store() {
    return store;
  }

  /** Mends what has got out of step. */
  synchronized void watch() throws JobPersistenceException {
    if (!shift.ahead().equals(alignedTo) || (store.isClustered() && store.isAskew())) {
      alignAll();
    }
    store.passOverMissed();
    store.free();
  }

  private synchronized void alignAll() throws JobPersistenceException {
    Duration ahead = shift.ahead();
    store.align();
    alignedTo = ahead;
  }

  private void watchUnlessAway() {
    try {
      watch();
    } catch (JobPersistenceException | RuntimeException | Error e) {
      LOG.warn("The local engine could not look after its triggers: {}", e.getMessage());
    }
  }

  /** Stops taking, waits for what is being handed in, and ends all threads. */
  void stop() {
    watch.shutdown();
    RingerPool.awaitEnd(watch);
    store.close();
    quartz.shutdown(true);
  }

  private static Thread watchThread(Runnable work) {
    var thread = new Thread(work, "carillon-quartz-watch");
    thread.setDaemon(true);
    return thread;
  }
}
