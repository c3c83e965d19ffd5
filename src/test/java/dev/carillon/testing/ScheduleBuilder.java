package dev.carillon.testing;

import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.Cron;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Patience;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.RungBy;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Spread;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Makes schedules that are switched on; where a test says nothing, due every minute in UTC. */
public final class ScheduleBuilder {
  private final String workflow;
  private int revision = 1;
  private String cron = "* * * * *";
  private String blackout = "";
  private String zone = "UTC";
  private ClockChanges changes = ClockChanges.DEFAULT;
  private Optional<Pause> pause = Optional.empty();

  private ScheduleBuilder(String workflow) {
    this.workflow = workflow;
  }

  /** Begins a schedule of the workflow of that name. */
  public static ScheduleBuilder aSchedule(String workflow) {
    return new ScheduleBuilder(workflow);
  }

  public ScheduleBuilder revision(int number) {
    revision = number;
    return this;
  }

  public ScheduleBuilder cron(String expression) {
    cron = expression;
    return this;
  }

  public ScheduleBuilder in(String zoneId) {
    zone = zoneId;
    return this;
  }

  public ScheduleBuilder dark(String text) {
    blackout = text;
    return this;
  }

  public ScheduleBuilder changing(ClockChanges choice) {
    changes = choice;
    return this;
  }

  public ScheduleBuilder paused() {
    pause = Optional.of(new Pause(Instant.EPOCH, Optional.empty(), "a test", "somebody"));
    return this;
  }

  private Wording wording() {
    return new Wording(
        Cron.parse(cron),
        ZoneId.of(zone),
        3,
        Overlap.SKIP,
        CatchUp.LAST,
        RungBy.AUTO,
        true,
        Optional.empty(),
        Bounds.of(Optional.empty(), Optional.empty(), Blackout.of(blackout)),
        Patience.DEFAULT,
        Optional.empty(),
        Spread.NONE,
        changes);
  }

  public Schedule build() {
    var id = new WorkflowId(workflow);
    return new Schedule(
        ScheduleId.of(id),
        id,
        true,
        revision,
        wording(),
        Set.of(),
        Schedule.Sync.PENDING,
        pause,
        Instant.EPOCH);
  }
}
