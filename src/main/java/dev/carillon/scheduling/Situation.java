package dev.carillon.scheduling;

import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleEngine.Found;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that a plan is made of: what we want, what the engines hold, whose is what, and when it is.
 *
 * @param standings all schedules, by their ids, also those that were removed
 * @param views what each engine that could be asked holds
 * @param home returns the name of the engine that a schedule belongs to
 * @param owner tells what is ours
 * @param enforces whether edits and deletions made in the Upstash console are undone by themselves
 */
record Situation(
    List<Standing> standings,
    List<View> views,
    Function<Schedule, String> home,
    Owner owner,
    boolean enforces,
    Instant now) {

  /**
   * What one engine holds.
   *
   * @param kind whose it is, and whether it rings
   * @param ours what bears names of ours, by their ids
   * @param foreign what bears other names and calls us
   * @param facts tells those that a schedule would be held with
   */
  record View(
      String engine,
      Kind kind,
      Map<ScheduleId, Found> ours,
      List<Found> foreign,
      Function<Schedule, Map<String, String>> facts) {
    /** What an engine is to us. */
    enum Kind {
      /** Wholly ours. */
      LOCAL,
      /** Others may make schedules in it beside us. */
      SHARED,
      /** The same, but it rings no more; what is left of ours there is to go. */
      LEFT
    }

    static View of(
        String engine,
        Kind kind,
        List<Found> found,
        Function<Schedule, Map<String, String>> facts) {
      Map<ScheduleId, Found> ours = new LinkedHashMap<>();
      found.forEach(it -> it.id().ifPresent(id -> ours.put(id, it)));
      List<Found> foreign = found.stream().filter(it -> it.id().isEmpty()).toList();
      return new View(engine, kind, ours, foreign, facts);
    }

    Optional<Found> find(ScheduleId id) {
      return Optional.ofNullable(ours.get(id));
    }

    /** Returns it after a second look at some schedules. */
    View with(Map<ScheduleId, Optional<Found>> seen) {
      Map<ScheduleId, Found> better = new LinkedHashMap<>(ours);
      seen.forEach(
          (id, found) -> found.ifPresentOrElse(it -> better.put(id, it), () -> better.remove(id)));
      return new View(engine, kind, better, foreign, facts);
    }
  }

  Optional<Standing> find(ScheduleId id) {
    return standings.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  Situation wanting(List<Standing> others) {
    return new Situation(others, views, home, owner, enforces, now);
  }

  Situation with(List<View> others) {
    return new Situation(standings, others, home, owner, enforces, now);
  }
}
