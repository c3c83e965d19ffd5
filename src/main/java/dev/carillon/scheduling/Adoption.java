package dev.carillon.scheduling;

import dev.carillon.cron.Timetable;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Result.Outcome;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a schedule of ours in place of one that somebody made by hand. The hand-made one is paused
 * first, so that no due time comes twice, and removed last, so that it can be given back if ours is
 * refused. Ours is in force from where the hand-made one ended, so that no due time is lost between
 * them: what passed meanwhile is rung by our own hand.
 */
final class Adoption {
  private final Scheduling scheduling;
  private final Clock clock;

  Adoption(Scheduling scheduling, Clock clock) {
    this.scheduling = scheduling;
    this.clock = clock;
  }

  /** Adopts what a line of the plan offers, if it is still there. */
  Result adopt(PlanItem line, ScheduleEngine engine, WorkflowId workflow, String who) {
    Optional<Found> there = engine.survey().stream()
        .filter(it -> it.id().isEmpty() && it.name().equals(line.name()))
        .findFirst();
    if (there.isEmpty() || Row.timetable(there.get().facts()).isEmpty()) {
      return Result.of(line.id(), Outcome.STALE, line.name() + " is not there any more");
    }
    Found found = there.get();
    Wishes wishes = when(found.facts());
    Optional<Schedule> present = scheduling.find(ScheduleId.of(workflow)).filter(Schedule::active);
    if (present.filter(it -> !isSame(it, found)).isPresent()) {
      return Result.of(
          line.id(),
          Outcome.REFUSED,
          "the schedule of " + workflow
              + " is active with other due times; switch it off, or delete " + line.name()
              + " in the Upstash console");
    }
    Instant before = clock.instant();
    if (!found.paused()) {
      engine.pauseForeign(line.name(), true);
    }
    Schedule ours = activated(engine, found, workflow, wishes, before);
    if (ours.sync() == Schedule.Sync.PENDING) {
      return Result.of(
          line.id(),
          Outcome.PENDING,
          "QStash has not answered; sync finishes it, and " + line.name()
              + " stays paused until it is adopted again");
    }
    // Ours that was there before was half an adoption, which paused it.
    if (found.paused() && present.isEmpty() && ours.pause().isEmpty()) {
      scheduling.pause(ours.id(), Optional.empty(), "it was paused when it was adopted", who);
    }
    engine.removeForeign(line.name());
    return new Result(line.id(), Outcome.DONE, notTaken(found.facts()));
  }

  private Schedule activated(
      ScheduleEngine engine, Found found, WorkflowId workflow, Wishes wishes, Instant before) {
    try {
      return scheduling
          .activate(workflow, wishes, found.paused() ? before : ended(engine, found, before))
          .schedule();
    } catch (RuntimeException refused) {
      // Whatever kept ours from being made: theirs goes on as it did.
      giveBack(engine, found, refused);
      throw refused;
    }
  }

  /** Returns the last due time that it rang, if that was after we began to pause it. */
  private static Instant ended(ScheduleEngine engine, Found found, Instant before) {
    Timetable times = Row.timetable(found.facts()).orElseThrow();
    return engine
        .rangLast(found.name())
        .flatMap(times::latest)
        .filter(rung -> rung.isAfter(before))
        .orElse(before);
  }

  private static void giveBack(ScheduleEngine engine, Found found, RuntimeException refused) {
    try {
      if (!found.paused()) {
        engine.pauseForeign(found.name(), false);
      }
    } catch (EngineRefusedException | EngineUnavailableException alsoNot) {
      refused.addSuppressed(alsoNot);
    }
  }

  /** Only when it is due: how it is retried is ours to say. */
  private static Wishes when(Map<String, String> facts) {
    Map<String, Optional<String>> all = Decisions.wishes(facts).fields();
    return new Wishes(Map.of("cron", all.get("cron"), "timezone", all.get("timezone")));
  }

  private static boolean isSame(Schedule ours, Found found) {
    return Row.timetable(found.facts())
        .filter(it -> it.zone().equals(ours.wording().zone()))
        .filter(it -> it.cron().canonical().equals(ours.wording().cron().canonical()))
        .isPresent();
  }

  private static Optional<String> notTaken(Map<String, String> facts) {
    return Optional.ofNullable(facts.get("body"))
        .filter(body -> !body.isEmpty())
        .map(body -> "its body was not taken over; a schedule of ours starts without an input");
  }
}
