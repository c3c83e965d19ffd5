package dev.carillon.scheduling;

import dev.carillon.authoring.Definitions;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.Calendar;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.ScheduleStore.Revised;
import dev.carillon.workflow.Definition;
import dev.carillon.workflow.InvalidDefinitionException;
import dev.carillon.workflow.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How schedules follow what their definitions say, and why one does not. May be shared by threads. */
public final class Following {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);
  private static final int TRIES = 3;

  private final ScheduleStore schedules;
  private final WorkflowStore workflows;
  private final Definitions definitions;

  Following(ScheduleStore schedules, WorkflowStore workflows, Definitions definitions) {
    this.schedules = schedules;
    this.workflows = workflows;
    this.definitions = definitions;
  }

  /** Returns what keeps the schedule of a definition from being put together as things stand. */
  public Optional<Problem> obstacle(Definition definition) {
    Optional<Schedule> present = schedules.find(ScheduleId.of(definition.id()));
    boolean active = present.filter(Schedule::active).isPresent();
    try {
      wordings(definition, present).wording();
      return Optional.empty();
    } catch (NoCronException never) {
      return active ? Optional.of(told("cron", never.getMessage(), true)) : Optional.empty();
    } catch (InvalidWishException cannot) {
      return Optional.of(told(cannot.field(), cannot.getMessage(), active));
    }
  }

  private static Problem told(String field, String why, boolean active) {
    String path = field.equals("cron") ? "/schedule/cron" : "/document/metadata/carillon/" + field;
    String until = active
        ? "; until then its schedule stays as it was"
        : "; until then its schedule cannot be switched on";
    return new Problem(0, 0, path, why + until);
  }

  /**
   * That a schedule which is on says something else than its definition.
   *
   * @param why what keeps it
   * @param detail the same for people, with what to do
   */
  public record Lag(Why why, String detail) {}

  /** What keeps a schedule from following its definition. The names are part of the API. */
  public enum Why {
    /** Nothing: it follows once it is activated. */
    NOT_ACTIVATED_SINCE,
    /** It cannot be put together by the definition as things stand. */
    CANNOT_FOLLOW
  }

  /** Returns whether a schedule that is on says something else than its definition, and why. */
  public Optional<Lag> lag(Schedule schedule) {
    return schedule.active()
        ? definition(schedule).flatMap(it -> lag(schedule, it))
        : Optional.empty();
  }

  /** As {@link #lag(Schedule)}, where the definition is at hand. */
  public Optional<Lag> lag(Schedule schedule, Definition definition) {
    return schedule.active() ? lagging(schedule, definition) : Optional.empty();
  }

  private Optional<Lag> lagging(Schedule schedule, Definition definition) {
    return wanted(definition, schedule)
        .map(any -> new Lag(
            Why.NOT_ACTIVATED_SINCE,
            "its definition says something else; activate it to have it follow"))
        .or(() -> obstacle(definition).map(it -> new Lag(Why.CANNOT_FOLLOW, it.message())));
  }

  private Optional<Definition> definition(Schedule schedule) {
    try {
      return workflows.find(schedule.workflow()).map(definitions::of);
    } catch (InvalidDefinitionException old) {
      LOG.debug("{} cannot be read any more: {}", schedule.workflow(), old.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Moves the fields that follow the definition, if the schedule is on; that they cannot be is
   * logged. The engine is still to be told.
   *
   * @return the new revision, or empty if nothing changes
   * @throws ScheduleChangedException if somebody else changed it at the same moment
   */
  Optional<Schedule> saved(Definition definition, Instant now) {
    return schedules
        .find(ScheduleId.of(definition.id()))
        .filter(Schedule::active)
        .flatMap(present -> moved(definition, present, now));
  }

  private Optional<Schedule> moved(Definition definition, Schedule present, Instant now) {
    obstacle(definition)
        .ifPresent(it -> LOG.warn("schedule {} stays as it was: {}", present.id(), it.message()));
    return wanted(definition, present).map(it -> schedules.revise(it, present.revision(), now));
  }

  /** Returns what a schedule is to say from now on; empty if it says so, or that cannot be. */
  Optional<Revised> wanted(Definition definition, Schedule present) {
    Wordings fields = wordings(definition, Optional.of(present));
    try {
      Wording wording = fields.wording();
      return wording.equals(present.wording())
          ? Optional.empty()
          : Optional.of(
              new Revised(present.id(), present.workflow(), true, wording, fields.overridden()));
    } catch (NoCronException | InvalidWishException cannot) {
      LOG.debug("{} cannot follow: {}", present.id(), cannot.getMessage());
      return Optional.empty();
    }
  }

  /** Returns one that is off by what its calendars say now, for so it would go if it were on. */
  Schedule byCalendarsOfNow(Schedule schedule) {
    Bounds bounds = schedule.wording().bounds();
    return schedule.active() || bounds.calendars().isEmpty()
        ? schedule
        : schedule.with(bounds.with(bounds.calendars().stream()
            .map(it -> schedules.calendar(it.name()).orElse(it))
            .toList()));
  }

  /**
   * Has all schedules follow that are on, whose definitions name a calendar that is there now, and that
   * do not go by it yet; the engines are still to be told of those that it returns.
   */
  List<ScheduleId> calendarIsThere(String name, Instant now) {
    return schedules.list().stream()
        .filter(Schedule::active)
        .filter(it -> !it.wording().bounds().names(name))
        .flatMap(it -> definition(it).stream())
        .filter(it -> names(it, name))
        .flatMap(it -> followed(it, now).stream())
        .map(Schedule::id)
        .toList();
  }

  private static boolean names(Definition definition, String calendar) {
    return definition
        .schedule()
        .calendars()
        .filter(it -> Calendar.names(it).contains(calendar))
        .isPresent();
  }

  private Optional<Schedule> followed(Definition definition, Instant now) {
    for (int tried = 1; ; tried++) {
      try {
        return saved(definition, now);
      } catch (ScheduleChangedException meanwhile) {
        if (tried == TRIES) {
          LOG.warn(
              "the schedule of {} stays as it was: {}", definition.id(), meanwhile.getMessage());
          return Optional.empty();
        }
      }
    }
  }

  private Wordings wordings(Definition definition, Optional<Schedule> present) {
    return Wordings.of(definition, present, Wishes.NONE, schedules::calendar);
  }
}
