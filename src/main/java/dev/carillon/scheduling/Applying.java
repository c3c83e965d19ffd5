package dev.carillon.scheduling;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.scheduling.Result.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Carries out what sync may do by itself. What is to ring comes before what is to go. */
final class Applying {
  private final ScheduleStore schedules;
  private final Carrying carrying;

  Applying(ScheduleStore schedules, Carrying carrying) {
    this.schedules = schedules;
    this.carrying = carrying;
  }

  /**
   * Carries out the automatic lines of a plan.
   *
   * @param chosen the ids of those that are meant; all if empty
   * @param confirmed whether somebody confirmed that many schedules are removed
   */
  List<Result> apply(Plan plan, Optional<Set<String>> chosen, boolean confirmed) {
    List<Result> results = new ArrayList<>();
    plan.items().stream()
        .filter(PlanItem::automatic)
        .filter(item -> chosen.map(it -> it.contains(item.id())).orElse(true))
        .sorted(Comparator.comparing(item -> item.action() == Action.REMOVE))
        .forEach(item -> results.add(apply(item, plan, confirmed)));
    Set<String> known = new HashSet<>();
    plan.items().forEach(item -> known.add(item.id()));
    chosen.ifPresent(ids -> ids.stream().sorted().forEach(id -> {
      if (!known.contains(id)) {
        results.add(Result.of(id, Outcome.STALE, "the plan has no such line any more"));
      } else if (results.stream().noneMatch(it -> it.item().equals(id))) {
        results.add(Result.of(id, Outcome.REFUSED, "this has to be decided, see its offers"));
      }
    }));
    return results;
  }

  private Result apply(PlanItem item, Plan plan, boolean confirmed) {
    if (Plan.isRemoval(item) && plan.waitsForConfirmation() && !confirmed) {
      return Result.of(
          item.id(),
          Outcome.NEEDS_CONFIRMATION,
          plan.removals() + " schedules would be removed at once; somebody has to confirm that");
    }
    ScheduleId id = item.schedule().orElseThrow();
    return Result.of(
        item.id(),
        item.action() == Action.REMOVE
            ? () -> carrying.takeOut(id, item.engine(), item.name())
            : () -> carrying.through(id));
  }

  /** Notes what somebody deleted in the console, and what is there again. */
  void noteMissing(Plan plan, Instant now) {
    if (plan.unknown().isPresent()) {
      return;
    }
    Set<ScheduleId> missing = new HashSet<>();
    plan.items().stream()
        .filter(it -> it.action() == Action.DELETED_THERE)
        .forEach(it -> it.schedule().ifPresent(missing::add));
    for (Standing standing : schedules.standings()) {
      boolean isMissing = missing.contains(standing.id());
      if (isMissing != standing.missing().isPresent()) {
        schedules.missing(standing.id(), isMissing ? Optional.of(now) : Optional.empty());
      }
    }
  }

  /** Notes what the engines hold without having been told by what is noted. */
  void noteTold(Map<Standing, Told> retold) {
    retold.forEach((it, told) -> schedules.retell(it.id(), it.schedule().revision(), told));
  }

  /** Carries through what no line of the plan is about, and what is pending all the same. */
  List<Result> settle(Plan plan, Instant until) {
    Map<ScheduleId, PlanItem> items = new HashMap<>();
    plan.items().forEach(item -> item.schedule().ifPresent(id -> items.put(id, item)));
    return pending(schedules.standings(), until).stream()
        .filter(id -> !items.containsKey(id))
        .map(this::through)
        .toList();
  }

  /**
   * Carries through what is pending, or whose pause is about to end, without looking at the rest.
   * More removals than are made unasked are left to the rounds, which ask.
   */
  List<Result> finish(Instant now, Instant until) {
    List<Standing> all = schedules.standings();
    List<ScheduleId> unfinished = new ArrayList<>(pending(all, until));
    Set<ScheduleId> leaving = leaving(all);
    if (leaving.size() > Plan.UNASKED_REMOVALS) {
      unfinished.removeAll(leaving);
    }
    all.stream()
        .filter(it -> it.held().hushed() && !it.rests(now) && !it.isPending())
        .map(Standing::id)
        .forEach(unfinished::add);
    return unfinished.stream().map(this::through).toList();
  }

  /** What is switched off and may still be in an engine that is not the local one. */
  private static Set<ScheduleId> leaving(List<Standing> all) {
    return all.stream()
        .filter(it -> it.isPending() && !it.schedule().active())
        .filter(it ->
            it.held().told().filter(told -> Engines.isLocal(told.engine())).isEmpty())
        .map(Standing::id)
        .collect(Collectors.toSet());
  }

  private Result through(ScheduleId id) {
    return Result.of(id.value(), () -> carrying.through(id));
  }

  /** What was made just now is being carried through by whoever made it. */
  private static List<ScheduleId> pending(List<Standing> all, Instant until) {
    return all.stream()
        .filter(Standing::isPending)
        .filter(it -> !it.schedule().updatedAt().isAfter(until))
        .map(Standing::id)
        .toList();
  }
}
