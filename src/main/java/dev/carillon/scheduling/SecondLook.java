package dev.carillon.scheduling;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.scheduling.Situation.View;
import dev.carillon.scheduling.Situation.View.Kind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes sure of what a list says before anything is concluded from it: a list may be short, empty,
 * old, or somebody else's. A few schedules are asked about one by one; if the list was wrong about
 * one of them, nothing is concluded about those that were not asked about.
 */
final class SecondLook {
  private static final int FIRST = 20;
  private static final int MOST = 200;
  private static final Set<Action> SUSPECT = Set.of(
      Action.REMOVE,
      Action.UPDATE,
      Action.PAUSE,
      Action.PAUSED_THERE,
      Action.EDITED_THERE,
      Action.DELETED_THERE,
      Action.CONFLICT);

  private final Situation here;
  private final Function<String, Function<ScheduleId, Optional<Found>>> finders;
  private final Supplier<List<Standing>> standings;
  private Situation latest;
  private boolean looked;
  private int unseen;
  private boolean lied;

  /**
   * Takes the first look.
   *
   * @param finders asks an engine, by its name, about one schedule
   * @param standings tells anew what is wanted: it may have been changed while we asked
   */
  SecondLook(
      Situation here,
      Function<String, Function<ScheduleId, Optional<Found>>> finders,
      Supplier<List<Standing>> standings) {
    this.here = here;
    this.latest = here;
    this.finders = finders;
    this.standings = standings;
  }

  /** Returns the lines that can be relied on. */
  List<PlanItem> items() {
    Map<String, Set<ScheduleId>> open = new LinkedHashMap<>();
    Situation better =
        here.with(here.views().stream().map(view -> look(view, open)).toList());
    latest = looked ? better.wanting(standings.get()) : better;
    return Planner.plan(latest).stream()
        .filter(item -> !isOpen(item, open.getOrDefault(item.engine(), Set.of())))
        .toList();
  }

  /** Returns what is to be noted as told, by what {@link #items} found. */
  Map<Standing, Told> retold() {
    return Planner.retold(latest);
  }

  /** Returns about how many schedules nothing could be concluded. */
  int unseen() {
    return unseen;
  }

  /** Tells whether the list was wrong. */
  boolean lied() {
    return lied;
  }

  private View look(View view, Map<String, Set<ScheduleId>> open) {
    if (view.kind() == Kind.LOCAL) {
      return view;
    }
    Set<ScheduleId> suspects = new LinkedHashSet<>();
    Planner.plan(here.with(List.of(view))).stream()
        .filter(this::isSuspect)
        .forEach(item -> item.schedule().ifPresent(suspects::add));
    Map<ScheduleId, Optional<Found>> seen = new LinkedHashMap<>();
    boolean wrong = false;
    for (ScheduleId id : suspects) {
      if (seen.size() >= MOST || seen.size() >= FIRST && wrong) {
        break;
      }
      Optional<Found> now = finders.apply(view.engine()).apply(id);
      wrong |= !sameThing(view.find(id), now);
      seen.put(id, now);
      looked = true;
    }
    suspects.removeAll(seen.keySet());
    open.put(view.engine(), suspects);
    unseen += suspects.size();
    lied |= wrong;
    return view.with(seen);
  }

  /** What is known to be deleted there was looked at before; so was what is changed from here. */
  private boolean isSuspect(PlanItem item) {
    return SUSPECT.contains(item.action())
        && !(item.action() == Action.DELETED_THERE && isKnownMissing(item))
        && !(item.action() == Action.UPDATE && !isOlder(item));
  }

  private boolean isKnownMissing(PlanItem item) {
    return standing(item).flatMap(Standing::missing).isPresent();
  }

  /** What is held as it was told needs no second look to be told anew. */
  private boolean isOlder(PlanItem item) {
    return standing(item)
        .filter(it -> it.toldTo(item.engine())
            .filter(told -> told.revision() == it.schedule().revision())
            .isPresent())
        .filter(it -> item.differences().stream().anyMatch(fact -> fact.fact().equals("revision")))
        .isPresent();
  }

  private Optional<Standing> standing(PlanItem item) {
    return here.standings().stream()
        .filter(it -> item.schedule().filter(it.id()::equals).isPresent())
        .findFirst();
  }

  private static boolean sameThing(Optional<Found> listed, Optional<Found> asked) {
    return listed.isPresent() == asked.isPresent()
        && (listed.isEmpty()
            || listed.get().paused() == asked.get().paused()
                && listed.get().installation().equals(asked.get().installation())
                && listed.get().facts().equals(asked.get().facts()));
  }

  private boolean isOpen(PlanItem item, Set<ScheduleId> open) {
    return isSuspect(item) && item.schedule().filter(open::contains).isPresent();
  }
}
