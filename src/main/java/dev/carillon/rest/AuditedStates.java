package dev.carillon.rest;

import dev.carillon.access.AuditLog;
import dev.carillon.authoring.Authoring;
import dev.carillon.run.RunId;
import dev.carillon.running.RunStore;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Calendars;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.secrets.Safe;
import dev.carillon.workflow.SecretName;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.util.Map;

/** How things look to the audit log: enough to see what a change did, and no more. */
public final class AuditedStates {
  private AuditedStates() {}

  /** Returns the feature that writes the log, over these. */
  public static AuditFeature over(
      AuditLog log,
      Authoring workflows,
      Scheduling schedules,
      RunStore runs,
      Safe safe,
      Calendars calendars,
      Clock clock) {
    return new AuditFeature(
        log,
        Map.of(
            "workflow",
            id -> workflows
                .find(new WorkflowId(id))
                .map(it -> View.of().text("version", it.version()).text("hash", it.hash())),
            "schedule",
            id -> schedules.find(ScheduleId.of(new WorkflowId(id))).map(AuditedStates::schedule),
            "run",
            id -> runs.find(new RunId(id)).map(it -> View.of().word("state", it.state())),
            "secret",
            id -> safe.entry(new SecretName(id)).map(SecretsResource::brief),
            "calendar",
            name -> calendars.find(name).map(CalendarsResource::brief)),
        clock);
  }

  static View schedule(Schedule schedule) {
    return View.of()
        .flag("active", schedule.active())
        .number("revision", schedule.revision())
        .text("cron", schedule.wording().cron().text())
        .text("timezone", schedule.wording().zone().getId())
        .number("retries", schedule.wording().retries())
        .word("overlap", schedule.wording().overlap())
        .word("catchUp", schedule.wording().catchUp())
        .texts("overridden", schedule.overridden())
        .text("paused", schedule.pause().map(it -> it.reason()));
  }
}
