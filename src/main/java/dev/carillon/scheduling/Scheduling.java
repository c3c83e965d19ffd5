package dev.carillon.scheduling;

import dev.carillon.authoring.Authoring;
import dev.carillon.authoring.CodeGoneException;
import dev.carillon.authoring.Definitions;
import dev.carillon.authoring.Origin;
import dev.carillon.authoring.OtherOriginException;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.authoring.UnknownWorkflowException;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.Definition;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches workflows on and off. What is wanted is committed first, then the engine is asked: a
 * definite refusal is taken back and told, an unknown outcome stays pending and is carried through
 * by the next {@link #sync()}. May be shared by threads.
 */
public final class Scheduling implements Authoring.Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduling.class);

  private final ScheduleStore schedules;
  private final WorkflowStore workflows;
  private final Definitions definitions;
  private final ScheduleEngine engine;
  private final Clock clock;

  /** Puts it together. */
  public Scheduling(
      ScheduleStore schedules,
      WorkflowStore workflows,
      Definitions definitions,
      ScheduleEngine engine,
      Clock clock) {
    this.schedules = schedules;
    this.workflows = workflows;
    this.definitions = definitions;
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * What an activation did.
   *
   * @param schedule as it stands now; PENDING if the engine's answer is not known
   * @param created whether it was not active before
   */
  public record Activated(Schedule schedule, boolean created) {}

  /**
   * Switches a workflow on, or changes a schedule that is.
   *
   * @throws UnknownWorkflowException if there is no such workflow
   * @throws CodeGoneException if it was made by Java code that is gone
   * @throws NoCronException if nobody says when it is due
   * @throws InvalidWishException if a field cannot be
   * @throws dev.carillon.cron.InvalidCronException if the cron cannot be read
   * @throws EngineRefusedException if the engine refused; all is as before
   */
  public Activated activate(WorkflowId id, Wishes wishes) {
    StoredWorkflow stored = workflow(id);
    if (stored.origin() == Origin.LOST_CODE) {
      throw new CodeGoneException(id);
    }
    Definition definition = definitions.of(stored);
    ScheduleId schedule = ScheduleId.of(id);
    Optional<Schedule> present = schedules.find(schedule);
    Wordings fields = Wordings.of(definition, present, wishes);
    Wording wording = fields.wording();
    boolean active = present.filter(Schedule::active).isPresent();
    if (active && isSame(present.get(), wording, fields.overridden())) {
      return new Activated(carried(present.get()), false);
    }
    Schedule wanted = schedules.revise(
        new ScheduleStore.Revised(schedule, definition.id(), true, wording, fields.overridden()),
        present.map(Schedule::revision).orElse(0),
        clock.instant());
    return new Activated(asked(wanted), !active);
  }

  private static boolean isSame(Schedule present, Wording wording, Set<String> overridden) {
    return present.wording().equals(wording) && present.overridden().equals(overridden);
  }

  /** A second activation also carries through what the first one could not. */
  private Schedule carried(Schedule schedule) {
    return schedule.sync() == Schedule.Sync.PENDING ? asked(schedule) : schedule;
  }

  private Schedule asked(Schedule wanted) {
    try {
      carryThrough(wanted);
    } catch (EngineRefusedException refused) {
      schedules.undo(wanted.id(), wanted.revision(), clock.instant());
      throw refused;
    } catch (EngineUnavailableException unknown) {
      LOG.warn("schedule {} is pending: {}", wanted.id(), unknown.getMessage());
    }
    return schedules.find(wanted.id()).orElse(wanted);
  }

  /**
   * Makes the engine hold the newest revision. If another was made while the engine was asked, that
   * one is carried through as well: who comes last finds the engine as the newest wants it.
   */
  private void carryThrough(Schedule wanted) {
    Schedule newest = wanted;
    while (true) {
      tell(newest);
      schedules.confirm(newest.id(), newest.revision());
      Optional<Schedule> now = schedules.find(newest.id());
      if (now.isEmpty() || now.get().revision() == newest.revision()) {
        return;
      }
      newest = now.get();
    }
  }

  private void tell(Schedule schedule) {
    String name = engine.name().equals("qstash") ? "QStash" : "Quartz";
    if (schedule.active()) {
      engine.put(schedule);
      LOG.info(
          "✅ {} schedule created: {} ({}, next {})",
          name,
          schedule.id(),
          schedule.wording().cron().text(),
          next(schedule));
    } else {
      engine.remove(schedule.id());
      LOG.info("🗑️ {} schedule removed: {}", name, schedule.id());
    }
  }

  private String next(Schedule schedule) {
    return schedule
        .wording()
        .timetable()
        .next(clock.instant())
        .map(Instant::toString)
        .orElse("never");
  }

  /**
   * Switches a workflow off; fine if it is off.
   *
   * @return whether that changed anything
   * @throws UnknownWorkflowException if there is no such workflow, and never was a schedule of it
   */
  public boolean deactivate(WorkflowId id) {
    Optional<Schedule> present = schedules.find(ScheduleId.of(id));
    if (present.isEmpty()) {
      workflow(id);
      return false;
    }
    Schedule schedule = present.get();
    if (!schedule.active()) {
      return false;
    }
    Schedule off = schedules.revise(
        new ScheduleStore.Revised(
            schedule.id(), schedule.workflow(), false, schedule.wording(), schedule.overridden()),
        schedule.revision(),
        clock.instant());
    removed(off);
    return true;
  }

  private void removed(Schedule off) {
    try {
      carryThrough(off);
    } catch (EngineRefusedException | EngineUnavailableException notYet) {
      // What still rings is turned away on arrival; the next sync removes it.
      LOG.warn("schedule {} is still to be removed: {}", off.id(), notYet.getMessage());
    }
  }

  /**
   * Removes a workflow; its runs keep their definition.
   *
   * @param force switches its schedule off first
   * @throws UnknownWorkflowException if there is no such workflow
   * @throws OtherOriginException if it is made by Java code
   * @throws ScheduleActiveException if its schedule is active and {@code force} is not set
   */
  public void remove(WorkflowId id, boolean force) {
    Origin origin = workflow(id).origin();
    if (origin == Origin.CODE) {
      throw new OtherOriginException(id, origin);
    }
    Optional<Schedule> present = schedules.find(ScheduleId.of(id));
    if (present.filter(Schedule::active).isPresent()) {
      if (!force) {
        throw new ScheduleActiveException(id);
      }
      deactivate(id);
    }
    workflows.remove(id);
    present.ifPresent(schedule -> schedules.remove(schedule.id()));
  }

  /** Moves the fields that follow the definition, if the schedule is active. */
  @Override
  public void saved(Definition definition) {
    schedules.find(ScheduleId.of(definition.id())).filter(Schedule::active).ifPresent(present -> {
      Wordings fields = Wordings.of(definition, Optional.of(present), Wishes.NONE);
      Wording wording;
      try {
        wording = fields.wording();
      } catch (NoCronException | InvalidWishException cannot) {
        LOG.warn("schedule {} stays as it was: {}", present.id(), cannot.getMessage());
        return;
      }
      if (!wording.equals(present.wording())) {
        asked(schedules.revise(
            new ScheduleStore.Revised(
                present.id(), present.workflow(), true, wording, fields.overridden()),
            present.revision(),
            clock.instant()));
      }
    });
  }

  /**
   * Makes the engine hold what is wanted, wherever it does not; called at start. The local engine is
   * wholly ours, so what it holds beyond that is removed.
   */
  public void sync() {
    List<Schedule> wanted = schedules.list();
    wanted.forEach(schedule -> carefully(schedule.id(), () -> carry(schedule)));
    if (engine.name().equals("local")) {
      Set<ScheduleId> active =
          wanted.stream().filter(Schedule::active).map(Schedule::id).collect(Collectors.toSet());
      engine.list().stream()
          .map(ScheduleEngine.Held::id)
          .filter(id -> !active.contains(id))
          .forEach(id -> carefully(id, () -> engine.remove(id)));
    }
  }

  private static void carefully(ScheduleId id, Runnable work) {
    try {
      work.run();
    } catch (EngineRefusedException | EngineUnavailableException notYet) {
      LOG.warn("schedule {} is not carried through: {}", id, notYet.getMessage());
    }
  }

  private void carry(Schedule schedule) {
    if (schedule.active()) {
      engine.put(schedule);
    } else if (schedule.sync() == Schedule.Sync.PENDING) {
      engine.remove(schedule.id());
    }
    schedules.confirm(schedule.id(), schedule.revision());
  }

  /** Returns a schedule, or empty if its workflow was never switched on. */
  public Optional<Schedule> find(ScheduleId id) {
    return schedules.find(id);
  }

  /**
   * Returns a schedule.
   *
   * @throws UnknownScheduleException if there is none
   */
  public Schedule get(ScheduleId id) {
    return schedules.find(id).orElseThrow(() -> new UnknownScheduleException(id));
  }

  /** Returns all schedules, active or not. */
  public List<Schedule> list() {
    return schedules.list();
  }

  /** Returns the engine that rings. */
  public ScheduleEngine engine() {
    return engine;
  }

  private StoredWorkflow workflow(WorkflowId id) {
    return workflows.find(id).orElseThrow(() -> new UnknownWorkflowException(id));
  }
}
