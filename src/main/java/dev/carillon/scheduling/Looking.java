package dev.carillon.scheduling;

import dev.carillon.scheduling.Plan.Warning;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.scheduling.Situation.View;
import dev.carillon.scheduling.Situation.View.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Looks at the engines and makes the plan; changes nothing. May be shared by threads. */
final class Looking {
  private final ScheduleStore schedules;
  private final Engines engines;
  private final Supplier<Owner> owner;
  private final Copies copies;
  private final boolean enforces;
  private final Clock clock;

  Looking(
      ScheduleStore schedules,
      Engines engines,
      Supplier<Owner> owner,
      Copies copies,
      boolean enforces,
      Clock clock) {
    this.schedules = schedules;
    this.engines = engines;
    this.owner = owner;
    this.copies = copies;
    this.enforces = enforces;
    this.clock = clock;
  }

  /**
   * What was seen.
   *
   * @param retold what an engine is found to hold as it is wanted, and was noted otherwise
   */
  record Look(Plan plan, Map<Standing, Told> retold) {}

  /** Returns the plan as it is now. */
  Look look() {
    Instant now = clock.instant();
    List<View> views = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    // What is wanted is read afterwards: what is changed meanwhile is no change of theirs then.
    List<Found> none = List.of();
    for (ScheduleEngine engine : engines.all()) {
      try {
        views.add(view(engine, isAsked(engine) ? engine.survey() : none));
      } catch (EngineRefusedException | EngineUnavailableException notNow) {
        unknown.add(notNow.getMessage());
      }
    }
    return plan(views, unknown, now);
  }

  private Look plan(List<View> views, List<String> unknown, Instant now) {
    List<Standing> standings = schedules.standings();
    Situation here =
        new Situation(standings, views, it -> engines.of(it).name(), owner.get(), enforces, now);
    SecondLook second =
        new SecondLook(here, name -> engines.named(name).orElseThrow()::find, schedules::standings);
    List<PlanItem> items = List.of();
    try {
      items = second.items();
    } catch (EngineRefusedException | EngineUnavailableException notNow) {
      unknown.add(notNow.getMessage());
    }
    Plan plan = new Plan(
        now,
        engines.main().name(),
        items,
        unknown.stream().findFirst(),
        copies.copied(),
        warnings(standings, second));
    return new Look(plan, second.retold());
  }

  /** What is left in an engine that rings no more is looked for only if something may be. */
  private boolean isAsked(ScheduleEngine engine) {
    return kind(engine) != Kind.LEFT
        || schedules.standings().stream().anyMatch(it -> mayBeIn(engine.name(), it));
  }

  private static boolean mayBeIn(String engine, Standing standing) {
    return standing.toldTo(engine).isPresent()
        || standing.held().leftAt().filter(engine::equals).isPresent();
  }

  private View view(ScheduleEngine engine, List<Found> found) {
    return View.of(engine.name(), kind(engine), found, engine::facts);
  }

  private Kind kind(ScheduleEngine engine) {
    if (!engines.isShared(engine)) {
      return Kind.LOCAL;
    }
    return engines.qstashRings() ? Kind.SHARED : Kind.LEFT;
  }

  private List<Warning> warnings(List<Standing> standings, SecondLook second) {
    List<Warning> warnings = new ArrayList<>();
    List<String> left = standings.stream()
        .filter(it -> mayBeIn("qstash", it) && !engines.of(it.schedule()).name().equals("qstash"))
        .filter(it -> engines.named("qstash").filter(engines::mayLeave).isEmpty())
        .map(it -> it.id().value())
        .toList();
    if (!left.isEmpty()) {
      warnings.add(new Warning(
          "left-at-qstash",
          "QStash may still hold " + String.join(", ", left) + ", which the local engine rings now:"
              + " start once with CARILLON_ENGINE=local and QSTASH_TOKEN set, and no other process"
              + " that lets QStash ring, or delete them in the Upstash console",
          left,
          left.size()));
    }
    if (second.lied()) {
      warnings.add(new Warning(
          "list-not-trusted",
          "the list of schedules was not what single schedules said; nothing is concluded from it",
          List.of(),
          0));
    }
    if (second.unseen() > 0) {
      warnings.add(new Warning(
          "not-looked-at",
          second.unseen() + " schedules could not be looked at one by one this time",
          List.of(),
          second.unseen()));
    }
    return warnings;
  }
}
