package dev.carillon.rest;

import dev.carillon.authoring.Definitions;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.run.Run;
import dev.carillon.running.RunStore;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.workflow.Definition;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Workflows as {@code src/docs/api.md} shows them: what stands beside many is read at once. */
final class WorkflowViews {
  private static final int UPCOMING = 5;

  private final Definitions definitions;
  private final Scheduling scheduling;
  private final RunStore runs;
  private final ScheduleViews schedules;
  private final Function<WorkflowId, Optional<String>> path;

  /**
   * Takes what it shows.
   *
   * @param path tells where the code behind a workflow answers, if there is any
   */
  WorkflowViews(
      Definitions definitions,
      Scheduling scheduling,
      RunStore runs,
      Function<WorkflowId, Optional<String>> path,
      Clock clock) {
    this.definitions = definitions;
    this.scheduling = scheduling;
    this.runs = runs;
    this.schedules = new ScheduleViews(scheduling, clock);
    this.path = path;
  }

  /** Returns one without its text. */
  View of(StoredWorkflow stored) {
    return among(List.of(stored)).apply(stored);
  }

  /** Returns what tells of each of some without its text. */
  Function<StoredWorkflow, View> among(List<StoredWorkflow> some) {
    List<WorkflowId> ids = some.stream().map(StoredWorkflow::id).toList();
    Map<ScheduleId, Schedule> switched =
        scheduling.find(ids.stream().map(ScheduleId::of).toList());
    Map<WorkflowId, Run> newest = runs.newest(ids);
    return stored -> view(
        stored,
        Optional.ofNullable(switched.get(ScheduleId.of(stored.id()))),
        Optional.ofNullable(newest.get(stored.id())));
  }

  private View view(StoredWorkflow stored, Optional<Schedule> schedule, Optional<Run> newest) {
    Definition definition = definitions.of(stored);
    return View.of()
        .text("id", stored.id())
        .text("version", stored.version())
        .text("hash", stored.hash())
        .text("title", definition.title())
        .text("summary", definition.summary())
        .text("namespace", definition.namespace())
        .text("savedAt", stored.savedAt())
        .text("savedBy", stored.savedBy())
        .word("origin", stored.origin())
        .text("path", path.apply(stored.id()))
        .text("definitionCron", definition.schedule().cron())
        .text("definitionTimezone", definition.schedule().timezone())
        .text("definitionRepeatedHour", definition.schedule().repeatedHour())
        .text("definitionSkippedHour", definition.schedule().skippedHour())
        .part("schedule", schedule.map(it -> schedules.whole(it, UPCOMING, definition)))
        .part("lastRun", newest.map(RunViews::brief));
  }
}
