package dev.carillon.scheduling;

import dev.carillon.authoring.Authoring;
import dev.carillon.authoring.CodeGoneException;
import dev.carillon.authoring.Definitions;
import dev.carillon.authoring.Origin;
import dev.carillon.authoring.OtherOriginException;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.authoring.UnknownWorkflowException;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.Definition;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches workflows on and off, and pauses them. What is wanted is committed first, then the engine
 * is asked: a definite refusal is taken back and told, an unknown outcome stays pending and is
 * carried through by the {@link Sync}. May be shared by threads.
 */
public final class Scheduling implements Authoring.Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduling.class);
  private static final int LONGEST_REASON = 500;

  private final ScheduleStore schedules;
  private final WorkflowStore workflows;
  private final Definitions definitions;
  private final Engines engines;
  private final Carrying carrying;
  private final Following following;
  private final Clock clock;
  private volatile Runnable unfinished = () -> {};

  /** Puts it together. */
  public Scheduling(
      ScheduleStore schedules,
      WorkflowStore workflows,
      Definitions definitions,
      Engines engines,
      Copies copies,
      Clock clock) {
    this.schedules = schedules;
    this.workflows = workflows;
    this.definitions = definitions;
    this.engines = engines;
    this.carrying = new Carrying(schedules, engines, copies::owner, clock);
    this.following = new Following(schedules, workflows, definitions);
    this.clock = clock;
  }

  /** Tells somebody from now on, at once, that something could not be carried through. */
  public void whenUnfinished(Runnable work) {
    unfinished = work;
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
   * @throws ScheduleChangedException if somebody else changed it at the same moment
   * @throws EngineRefusedException if the engine refused; all is as before
   * @throws ScheduleConflictException if what the engine holds under its name is not ours to change;
   *     all is as before
   * @throws HeldBackException if this database is a copy; all is as before
   */
  public Activated activate(WorkflowId id, Wishes wishes) {
    return activate(id, wishes, Claim.NONE);
  }

  /**
   * As {@link #activate(WorkflowId, Wishes)}, in force from an instant that may be past: what was due
   * since is to be rung.
   */
  Activated activate(WorkflowId id, Wishes wishes, Instant from) {
    return activate(id, wishes, Claim.NONE, notBeforeTheLast(ScheduleId.of(id), from));
  }

  /**
   * What somebody said of the schedule that the engine holds.
   *
   * @param ours whether it is ours to change, whatever it says of itself
   * @param above the revision that it says it is
   */
  record Claim(boolean ours, int above) {
    static final Claim NONE = new Claim(false, 0);
  }

  Activated activate(WorkflowId id, Wishes wishes, Claim claim) {
    return activate(id, wishes, claim, clock.instant());
  }

  private Activated activate(WorkflowId id, Wishes wishes, Claim claim, Instant from) {
    StoredWorkflow stored = workflow(id);
    if (stored.origin() == Origin.LOST_CODE) {
      throw new CodeGoneException(id);
    }
    Definition definition = definitions.of(stored);
    ScheduleId schedule = ScheduleId.of(id);
    Optional<Schedule> present = schedules.find(schedule);
    Wordings fields = Wordings.of(definition, present, wishes, schedules::calendar);
    Wording wording = fields.wording();
    boolean active = present.filter(Schedule::active).isPresent();
    if (active && isSame(present.get(), wording, fields.overridden()) && !claim.ours()) {
      return new Activated(madeSure(present.get()), false);
    }
    Schedule wanted = schedules.revise(
        new ScheduleStore.Revised(
            schedule, definition.id(), true, wording, fields.overridden(), claim.above()),
        present.map(Schedule::revision).orElse(0),
        from);
    Schedule now = asked(wanted, claim.ours());
    if (workflows.find(id).isEmpty()) {
      deactivate(now);
      throw new UnknownWorkflowException(id);
    }
    return new Activated(now, !active);
  }

  /** No revision begins before the one that it follows. */
  private Instant notBeforeTheLast(ScheduleId id, Instant from) {
    return schedules.revisions(id).stream()
        .findFirst()
        .map(Revision::from)
        .filter(last -> last.isAfter(from))
        .orElse(from);
  }

  private static boolean isSame(Schedule present, Wording wording, Set<String> overridden) {
    return present.wording().equals(wording) && present.overridden().equals(overridden);
  }

  /** Carries through what could not be before. */
  private Schedule carried(Schedule schedule) {
    return schedule.sync() == Schedule.Sync.PENDING ? asked(schedule, false) : schedule;
  }

  /** A second activation also makes again what the engine has lost, or somebody deleted there. */
  private Schedule madeSure(Schedule schedule) {
    return isThere(schedule) ? carried(schedule) : asked(schedule, false);
  }

  private boolean isThere(Schedule schedule) {
    try {
      return engines.of(schedule).find(schedule.id()).isPresent();
    } catch (EngineRefusedException | EngineUnavailableException unknown) {
      LOG.debug("not known whether {} is there: {}", schedule.id(), unknown.getMessage());
      return true;
    }
  }

  private Schedule asked(Schedule wanted, boolean force) {
    try {
      if (force) {
        carrying.byForce(wanted.id());
      } else {
        carrying.through(wanted.id());
      }
    } catch (EngineRefusedException | ScheduleConflictException | HeldBackException refused) {
      schedules.undo(wanted.id(), wanted.revision(), clock.instant());
      unfinished.run();
      throw refused;
    } catch (EngineUnavailableException unknown) {
      LOG.warn("schedule {} is pending: {}", wanted.id(), unknown.getMessage());
      unfinished.run();
    }
    return schedules.find(wanted.id()).orElse(wanted);
  }

  /**
   * Switches a workflow off; fine if it is off.
   *
   * @return whether that changed anything
   * @throws UnknownWorkflowException if there is no such workflow, and never was a schedule of it
   * @throws ScheduleChangedException if somebody else changed it at the same moment
   */
  public boolean deactivate(WorkflowId id) {
    Optional<Schedule> present = schedules.find(ScheduleId.of(id));
    if (present.isEmpty()) {
      workflow(id);
      return false;
    }
    return deactivate(present.get());
  }

  private boolean deactivate(Schedule schedule) {
    if (schedule.active()) {
      schedules.revise(
          new ScheduleStore.Revised(
              schedule.id(), schedule.workflow(), false, schedule.wording(), schedule.overridden()),
          schedule.revision(),
          clock.instant());
    }
    if (schedule.active() || schedule.sync() == Schedule.Sync.PENDING) {
      attempted(schedule.id(), "removed");
    }
    return schedule.active();
  }

  /** What the engine does not do now is done by the next sync; arrivals are turned away till then. */
  void attempted(ScheduleId id, String what) {
    try {
      carrying.through(id);
    } catch (EngineRefusedException
        | EngineUnavailableException
        | ScheduleConflictException
        | HeldBackException notYet) {
      LOG.warn("schedule {} is still to be {}: {}", id, what, notYet.getMessage());
      unfinished.run();
    }
  }

  /**
   * Pauses a schedule. One that is paused goes on being so since then, with another end, reason and
   * owner; the same pause again changes nothing. It holds
   * at once: what the engine rings all the same is turned away.
   *
   * @param until its end; empty if somebody must resume it
   * @param reason why, in somebody's words; may be empty
   * @param owner who pauses it
   * @return the schedule as it stands now; PENDING if the engine does not know of it yet
   * @throws UnknownScheduleException if there is none
   * @throws InvalidWishException if it would have ended already, or the reason is too long
   * @throws ScheduleChangedException if somebody else changed it at the same moment
   */
  public Schedule pause(ScheduleId id, Optional<Instant> until, String reason, String owner) {
    Schedule present = get(id);
    Instant now = clock.instant();
    if (until.filter(end -> !end.isAfter(now)).isPresent()) {
      throw new InvalidWishException("until", "until is an instant to come; it is " + now + " now");
    }
    if (reason.length() > LONGEST_REASON) {
      throw new InvalidWishException(
          "reason", "a reason has " + LONGEST_REASON + " characters at most");
    }
    if (present.pause().filter(it -> says(it, until, reason)).isEmpty()) {
      Instant from = present.pause().map(Pause::from).orElse(now);
      schedules.pause(id, present.revision(), new Pause(from, until, reason, owner), now);
    }
    attempted(id, "paused");
    return get(id);
  }

  private static boolean says(Pause pause, Optional<Instant> until, String reason) {
    return pause.until().equals(until) && pause.reason().equals(reason);
  }

  /**
   * Resumes a schedule; fine if it is not paused. Edits that were made meanwhile reach the engine
   * now.
   *
   * @return the schedule as it stands now; PENDING if the engine's answer is not known
   * @throws UnknownScheduleException if there is none
   * @throws ScheduleChangedException if somebody else changed it at the same moment
   * @throws EngineRefusedException if the engine refused; it stays paused
   * @throws ScheduleConflictException if what the engine holds under its name is not ours to change;
   *     it stays paused
   * @throws HeldBackException if this database is a copy; it stays paused
   */
  public Schedule resume(ScheduleId id) {
    Schedule present = get(id);
    if (present.pause().isEmpty()) {
      return carried(present);
    }
    Schedule resumed = schedules.resume(id, present.revision(), clock.instant());
    try {
      carrying.through(id);
    } catch (EngineRefusedException | ScheduleConflictException | HeldBackException refused) {
      pausedAgain(resumed, present.pause().get());
      throw refused;
    } catch (EngineUnavailableException unknown) {
      LOG.warn("schedule {} is pending: {}", id, unknown.getMessage());
      unfinished.run();
    }
    return get(id);
  }

  private void pausedAgain(Schedule resumed, Pause before) {
    try {
      schedules.pause(resumed.id(), resumed.revision(), before, clock.instant());
    } catch (ScheduleChangedException meanwhile) {
      LOG.debug("somebody else decided: {}", meanwhile.getMessage());
    }
    unfinished.run();
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
    ScheduleId schedule = ScheduleId.of(id);
    if (schedules.find(schedule).filter(Schedule::active).isPresent()) {
      if (!force) {
        throw new ScheduleActiveException(id);
      }
      deactivate(id);
    }
    workflows.remove(id);
    // Who switched it on at the same moment did not see that it goes.
    schedules.find(schedule).filter(Schedule::active).ifPresent(this::deactivate);
    schedules.remove(schedule);
  }

  /** Moves the fields that follow the definition, if the schedule is active. */
  @Override
  public void saved(Definition definition) {
    following.saved(definition, clock.instant()).ifPresent(moved -> asked(moved, false));
  }

  /** Returns who knows why a schedule does not follow its definition. */
  public Following following() {
    return following;
  }

  /** Returns a schedule, or empty if its workflow was never switched on. */
  public Optional<Schedule> find(ScheduleId id) {
    return schedules.find(id).map(following::byCalendarsOfNow);
  }

  /** Returns those of some schedules whose workflows were ever switched on. */
  public Map<ScheduleId, Schedule> find(Collection<ScheduleId> some) {
    return schedules.list(some).stream()
        .map(following::byCalendarsOfNow)
        .collect(Collectors.toMap(Schedule::id, Function.identity()));
  }

  /**
   * Returns a schedule.
   *
   * @throws UnknownScheduleException if there is none
   */
  public Schedule get(ScheduleId id) {
    return find(id).orElseThrow(() -> new UnknownScheduleException(id));
  }

  /** Returns all schedules, active or not. */
  public List<Schedule> list() {
    return schedules.list();
  }

  /** Returns the engine that rings what is not set to another, and sends messages. */
  public ScheduleEngine engine() {
    return engines.main();
  }

  /** Returns the engine that a schedule belongs to. */
  public ScheduleEngine engineOf(Schedule schedule) {
    return engines.of(schedule);
  }

  /** Returns how far QStash's plan reaches; empty where QStash does not ring. */
  public Optional<Forecast> forecast(Quota quota) {
    if (!engines.qstashRings()) {
      return Optional.empty();
    }
    List<Schedule> rung =
        schedules.list().stream().filter(it -> engines.of(it) == engines.main()).toList();
    return Optional.of(Forecast.of(rung, quota, clock.instant()));
  }

  private StoredWorkflow workflow(WorkflowId id) {
    return workflows.find(id).orElseThrow(() -> new UnknownWorkflowException(id));
  }
}
