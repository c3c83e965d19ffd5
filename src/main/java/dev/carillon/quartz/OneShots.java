package dev.carillon.quartz;

import dev.carillon.run.MessageId;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.quartz.JobDataMap;
import org.quartz.SimpleTrigger;
import org.quartz.TriggerKey;
import org.quartz.impl.triggers.SimpleTriggerImpl;
import org.quartz.spi.OperableTrigger;

/**
 * Makes the triggers that fire once: for one-off messages, and for errands that failed and are to
 * be tried again. A trigger bears the message's id; it fires however late it is.
 */
final class OneShots {
  static final String GROUP = "message";

  private static final String AT = "at";
  private static final String TRIES = "tries";

  private final TimeShift shift;

  OneShots(TimeShift shift) {
    this.shift = shift;
  }

  /** Returns the name of a message's trigger. */
  static TriggerKey key(MessageId message) {
    return new TriggerKey(message.value(), GROUP);
  }

  /** Returns how often an errand has failed already. */
  static int tries(JobDataMap data) {
    return data.containsKey(TRIES) ? Integer.parseInt(data.getString(TRIES)) : 0;
  }

  /** Makes a trigger for an errand that failed so many times, not before an instant of ours. */
  OperableTrigger trigger(Errand errand, int tries, Instant at) {
    var trigger = new SimpleTriggerImpl();
    trigger.setKey(key(errand.message()));
    trigger.setJobKey(HandIn.KEY);
    trigger.setMisfireInstruction(SimpleTrigger.MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY);
    trigger.getJobDataMap().putAll(errand.text());
    trigger.getJobDataMap().put(TRIES, String.valueOf(tries));
    trigger.getJobDataMap().put(AT, at.toString());
    trigger.setStartTime(shift.toSystem(at));
    trigger.computeFirstFireTime(null);
    return trigger;
  }

  /** Returns when a trigger of ours has to fire, the clocks being as they are. */
  Optional<Date> fireTime(OperableTrigger trigger) {
    return Optional.ofNullable(trigger.getJobDataMap().getString(AT))
        .map(Instant::parse)
        .map(shift::toSystem);
  }
}
