package dev.carillon.scheduling;

import dev.carillon.authoring.CodeGoneException;
import dev.carillon.authoring.UnknownWorkflowException;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.scheduling.PlanItem.Decision;
import dev.carillon.scheduling.Result.Outcome;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.scheduling.Scheduling.Claim;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Carries out what a person decided about a line of the plan. May be shared by threads. */
public final class Decisions {
  private final ScheduleStore schedules;
  private final Scheduling scheduling;
  private final Sync sync;
  private final Engines engines;
  private final Copies copies;
  private final Carrying carrying;
  private final Adoption adoption;

  /** Puts it together. */
  public Decisions(
      ScheduleStore schedules,
      Scheduling scheduling,
      Sync sync,
      Engines engines,
      Copies copies,
      Clock clock) {
    this.schedules = schedules;
    this.scheduling = scheduling;
    this.sync = sync;
    this.engines = engines;
    this.copies = copies;
    this.carrying = new Carrying(schedules, engines, copies::owner, clock);
    this.adoption = new Adoption(scheduling, clock);
  }

  /**
   * Looks at the plan anew and carries the decision out, if the line still says the same.
   *
   * @param who decides; owns what is paused by it
   */
  public Result decide(String item, Decision decision, String who) {
    Optional<PlanItem> line = sync.plan().find(item);
    if (line.isEmpty()) {
      return Result.of(item, Outcome.STALE, "the plan has no such line any more");
    }
    if (!line.get().offers().contains(decision)) {
      return Result.of(item, Outcome.REFUSED, "the line does not offer " + decision.word());
    }
    return Result.told(item, () -> {
      copies.requireClear();
      try {
        return done(line.get(), decision, who);
      } catch (UnknownWorkflowException
          | CodeGoneException
          | NoCronException
          | InvalidWishException
          | IllegalArgumentException cannot) {
        return Result.of(item, Outcome.REFUSED, cannot.getMessage());
      }
    });
  }

  private Result done(PlanItem line, Decision decision, String who) {
    return switch (decision) {
      case TAKE_OVER -> takeOver(line);
      case PUT_BACK -> carried(line, line.schedule().orElseThrow());
      case MAKE_OURS -> makeOurs(line);
      case ADOPT -> adopt(line, who);
      case REMOVE -> remove(line);
    };
  }

  private Result takeOver(PlanItem line) {
    ScheduleId id = line.schedule().orElseThrow();
    if (line.action() == Action.PAUSED_THERE) {
      return carried(line, id);
    }
    WorkflowId workflow = line.workflow().orElseThrow();
    if (line.action() == Action.DELETED_THERE) {
      scheduling.deactivate(workflow);
      return done(line);
    }
    Found found = found(line);
    return told(line, scheduling.activate(workflow, wishes(found.facts())).schedule());
  }

  private Result carried(PlanItem line, ScheduleId id) {
    carrying.through(id);
    return done(line);
  }

  private Result makeOurs(PlanItem line) {
    Claim claim = new Claim(true, found(line).revision());
    WorkflowId workflow = line.workflow().orElseThrow();
    return told(line, scheduling.activate(workflow, Wishes.NONE, claim).schedule());
  }

  private Result adopt(PlanItem line, String who) {
    WorkflowId workflow = workflow(line);
    if (line.action() == Action.ADOPT) {
      return adoption.adopt(line, engine(line), workflow, who);
    }
    Found found = found(line);
    Claim claim = new Claim(true, found.revision());
    return told(
        line, scheduling.activate(workflow, wishes(found.facts()), claim).schedule());
  }

  private static WorkflowId workflow(PlanItem line) {
    return line.workflow()
        .orElseThrow(() -> new InvalidWishException(
            "item",
            line.name() + " does not say which workflow it runs: make its address"
                + " APP_URL/api/jobs/{id}, or delete it in the Upstash console"));
  }

  private Result remove(PlanItem line) {
    ScheduleId id = line.schedule().orElseThrow();
    boolean switchedOn = schedules.find(id).filter(Schedule::active).isPresent();
    if (switchedOn || copies.owner().stranger(found(line)).isPresent()) {
      return Result.of(line.id(), Outcome.STALE, "it is another one by now");
    }
    engine(line).remove(id);
    return done(line);
  }

  private Found found(PlanItem line) {
    return line.schedule()
        .flatMap(engine(line)::find)
        .orElseThrow(() -> new ScheduleChangedException(line.schedule().orElseThrow()));
  }

  private ScheduleEngine engine(PlanItem line) {
    return engines.named(line.engine()).orElseThrow();
  }

  /** Returns what makes a wording of ours of what an engine holds. */
  static Wishes wishes(Map<String, String> facts) {
    Map<String, Optional<String>> fields = new HashMap<>();
    Row.timetable(facts).ifPresent(times -> {
      fields.put("cron", Optional.of(times.cron().canonical()));
      fields.put("timezone", Optional.of(times.zone().getId()));
    });
    Optional.ofNullable(facts.get("retries"))
        .ifPresent(it -> fields.put("retries", Optional.of(it)));
    Optional.ofNullable(facts.get("retryDelay"))
        .ifPresent(it -> fields.put("retryDelay", Optional.of(it).filter(text -> !text.isEmpty())));
    return new Wishes(fields);
  }

  private static Result done(PlanItem line) {
    return new Result(line.id(), Outcome.DONE, Optional.empty());
  }

  static Result told(PlanItem line, Schedule now) {
    return now.sync() == Schedule.Sync.PENDING
        ? Result.of(line.id(), Outcome.PENDING, "QStash has not answered; sync finishes it")
        : done(line);
  }
}
