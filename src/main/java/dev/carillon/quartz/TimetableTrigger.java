package dev.carillon.quartz;

import dev.carillon.cron.Timetable;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.quartz.Calendar;
import org.quartz.ScheduleBuilder;
import org.quartz.impl.triggers.AbstractTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Quartz trigger that asks our own timetable when it is due next, so that Quartz, the previews
 * and QStash agree. Beside Quartz's fire times it keeps the due times that they stand for, to the
 * second and by our clock. A due time that was missed is passed over: what becomes of it is decided
 * where due times are accounted for, and a trigger that hands back a missed time never fires.
 *
 * <p>Its name is the schedule's id. Used by one thread at a time, as Quartz does.
 */
final class TimetableTrigger extends AbstractTrigger<TimetableTrigger> {
  static final String GROUP = "schedule";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TimetableTrigger.class);
  private static final String REVISION = "revision";

  private final transient Timetable timetable;
  private final transient TimeShift shift;
  private Instant due;
  private Instant lastDue;
  private Date startTime;
  private Date nextFireTime;
  private Date previousFireTime;

  /** Makes one that is not due at all yet; see {@link #passOver} and {@link #restore}. */
  TimetableTrigger(Timetable timetable, TimeShift shift) {
    this.timetable = timetable;
    this.shift = shift;
    this.startTime = shift.toSystem(shift.now());
  }

  /** Names it after a schedule and its revision. */
  TimetableTrigger of(String schedule, int revision) {
    setName(schedule);
    setGroup(GROUP);
    setJobName(HandIn.KEY.getName());
    setJobGroup(HandIn.KEY.getGroup());
    // It travels in the job data since that is all that a recovered job gets to see.
    getJobDataMap().put(REVISION, String.valueOf(revision));
    return this;
  }

  /** Gives back the due times that were kept; Quartz restores its own fire times itself. */
  TimetableTrigger restore(Instant keptDue, Instant keptLastDue) {
    due = keptDue;
    lastDue = keptLastDue;
    return this;
  }

  Timetable timetable() {
    return timetable;
  }

  int revision() {
    return Integer.parseInt(getJobDataMap().getString(REVISION));
  }

  /** Returns the next due time; empty if there is none any more. */
  Optional<Instant> due() {
    return Optional.ofNullable(due);
  }

  /** Returns the due time for which it fired last; empty if it has not yet. */
  Optional<Instant> lastDue() {
    return Optional.ofNullable(lastDue);
  }

  /** Tells whether the other means the same due times of the same revision. */
  boolean saysTheSameAs(TimetableTrigger other) {
    return revision() == other.revision() && timetable.equals(other.timetable);
  }

  /** Moves on to the first due time after now. */
  void passOver() {
    moveTo(timetable.next(shift.now()).orElse(null));
  }

  /** Returns when it has to fire for its due time, the clocks being as they are. */
  Optional<Date> fireTime() {
    return due().map(shift::toSystem);
  }

  private void moveTo(Instant next) {
    due = next;
    nextFireTime = next == null ? null : shift.toSystem(next);
  }

  @Override
  public Date computeFirstFireTime(Calendar none) {
    passOver();
    return getNextFireTime();
  }

  @Override
  public void triggered(Calendar none) {
    lastDue = due;
    previousFireTime = nextFireTime;
    moveTo(timetable.next(due).orElse(null));
  }

  @Override
  public void updateAfterMisfire(Calendar none) {
    Instant missed = due;
    passOver();
    LOG.warn("Due time {} of {} was not rung in time; the next is {}", missed, getName(), due);
  }

  @Override
  public void updateWithNewCalendar(Calendar none, long misfireThreshold) {
    // We use no calendars.
  }

  @Override
  protected boolean validateMisfireInstruction(int instruction) {
    return instruction == MISFIRE_INSTRUCTION_SMART_POLICY;
  }

  @Override
  public boolean mayFireAgain() {
    return nextFireTime != null;
  }

  @Override
  public Date getFireTimeAfter(Date after) {
    Instant from = after == null ? shift.now() : shift.toOurs(after);
    return timetable.next(from).map(shift::toSystem).orElse(null);
  }

  @Override
  public Date getFinalFireTime() {
    return null;
  }

  @Override
  public Date getStartTime() {
    return startTime;
  }

  @Override
  public void setStartTime(Date start) {
    startTime = start;
  }

  @Override
  public Date getEndTime() {
    return null;
  }

  @Override
  public void setEndTime(Date end) {
    // A schedule ends by being removed.
  }

  @Override
  public Date getNextFireTime() {
    return nextFireTime;
  }

  @Override
  public void setNextFireTime(Date next) {
    nextFireTime = next;
  }

  @Override
  public Date getPreviousFireTime() {
    return previousFireTime;
  }

  @Override
  public void setPreviousFireTime(Date previous) {
    previousFireTime = previous;
  }

  @Override
  public ScheduleBuilder<TimetableTrigger> getScheduleBuilder() {
    return new TimetableSchedule(timetable, shift, due, lastDue);
  }
}
