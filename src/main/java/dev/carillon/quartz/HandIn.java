package dev.carillon.quartz;

import dev.carillon.running.Bell;
import dev.carillon.schedule.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.JobPersistenceException;
import org.quartz.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one job that Quartz knows: hands in what is due. If the bell takes it not, it is handed in
 * again later, as the same message and for as long as it takes; if not even that can be written
 * down, Quartz recovers the job when the engine starts next.
 */
final class HandIn implements Job {
  static final JobKey KEY = new JobKey("hand-in", "carillon");

  private static final Logger LOG = LoggerFactory.getLogger(HandIn.class);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 9;

  private final Bell bell;
  private final TriggerStore store;
  private final TimeShift shift;

  HandIn(Bell bell, TriggerStore store, TimeShift shift) {
    this.bell = bell;
    this.store = store;
    this.shift = shift;
  }

  /** Returns the job as Quartz keeps it. */
  static JobDetail detail() {
    return JobBuilder.newJob(HandIn.class)
        .withIdentity(KEY)
        .storeDurably()
        .requestRecovery()
        .build();
  }

  @Override
  public void execute(JobExecutionContext fired) {
    Errand errand = errand(fired);
    try {
      errand.handTo(bell);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.warn("{} could not be handed in and will be again: {}", errand.message(), e, e);
      again(errand, fired);
    }
  }

  private Errand errand(JobExecutionContext fired) {
    JobDataMap data = fired.getTrigger().getJobDataMap();
    if (fired.getTrigger() instanceof TimetableTrigger trigger) {
      Instant due = trigger.lastDue().orElseThrow();
      return new Errand.Due(new ScheduleId(trigger.getName()), trigger.revision(), due);
    }
    if (fired.isRecovering()
        && fired.getRecoveringTriggerKey().getGroup().equals(TimetableTrigger.GROUP)) {
      return recovered(data, fired.getRecoveringTriggerKey().getName());
    }
    return Errand.of(data);
  }

  /** Quartz keeps the fire time of a job that died with its node, and the trigger's data. */
  private Errand recovered(JobDataMap data, String schedule) {
    long fireTime = Long.parseLong(
        data.getString(Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_SCHEDULED_FIRETIME_IN_MILLISECONDS));
    Instant due = shift.toOurs(new Date(fireTime)).plusMillis(500);
    int revision = data.containsKey("revision") ? Integer.parseInt(data.getString("revision")) : 0;
    return new Errand.Due(
        new ScheduleId(schedule), revision, Instant.ofEpochSecond(due.getEpochSecond()));
  }

  private void again(Errand errand, JobExecutionContext fired) {
    int tries = OneShots.tries(fired.getTrigger().getJobDataMap()) + 1;
    Instant at = shift.now().plus(delay(tries));
    var next = new OneShots(shift).trigger(errand, tries, at);
    do {
      try {
        store.keep(next);
        return;
      } catch (JobPersistenceException e) {
        LOG.warn("{} cannot even be put off: {}", errand.message(), e.getMessage());
      }
    } while (store.patience());
    store.leaveUnfinished(fired.getFireInstanceId());
  }

  /** Returns 1, 2, 4 … seconds, and 5 minutes at most. */
  static Duration delay(int tries) {
    Duration delay = Duration.ofSeconds(1L << Math.min(tries - 1, MOST_DOUBLINGS));
    return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
  }
}
