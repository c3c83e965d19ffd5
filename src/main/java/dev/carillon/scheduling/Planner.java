package dev.carillon.scheduling;

import static dev.carillon.scheduling.PlanItem.Decision.ADOPT;
import static dev.carillon.scheduling.PlanItem.Decision.MAKE_OURS;
import static dev.carillon.scheduling.PlanItem.Decision.PUT_BACK;
import static dev.carillon.scheduling.PlanItem.Decision.REMOVE;
import static dev.carillon.scheduling.PlanItem.Decision.TAKE_OVER;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.scheduling.PlanItem.Difference;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.scheduling.Situation.View;
import dev.carillon.scheduling.Situation.View.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what we want with what the engines hold. Pure: decides by what it is given, and does
 * nothing.
 *
 * <p>What was told to an engine last is the third side: what the engine holds otherwise than it was
 * told was changed there, and what we want otherwise than we told was changed here.
 */
final class Planner {
  /** An engine may still tell the old when it has just been told. */
  static final Duration FRESH = Duration.ofSeconds(60);

  /** How old the note may be that an engine which may forget all holds a schedule. */
  static final Duration SEEN = Duration.ofHours(1);

  private final Situation here;
  private final List<PlanItem> items = new ArrayList<>();

  private Planner(Situation here) {
    this.here = here;
  }

  /** Returns the lines, engine by engine. */
  static List<PlanItem> plan(Situation here) {
    Planner planner = new Planner(here);
    here.views().forEach(planner::look);
    return planner.items;
  }

  /** Returns what is held as it is wanted, and was noted otherwise: see {@link Row#retold}. */
  static Map<Standing, Told> retold(Situation here) {
    Map<Standing, Told> all = new LinkedHashMap<>();
    for (View view : here.views()) {
      for (Standing standing : here.standings()) {
        if (isAtHome(here, view, standing)) {
          view.find(standing.id())
              .flatMap(found -> new Row(here, view, standing, found).retold())
              .ifPresent(told -> all.put(standing, told));
        }
      }
    }
    return all;
  }

  private static boolean isAtHome(Situation here, View view, Standing standing) {
    return standing.schedule().active()
        && here.home().apply(standing.schedule()).equals(view.engine());
  }

  private void look(View view) {
    Set<ScheduleId> known = new HashSet<>();
    for (Standing standing : here.standings()) {
      known.add(standing.id());
      row(view, standing, view.find(standing.id()));
    }
    view.ours().forEach((id, found) -> {
      if (!known.contains(id)) {
        unknown(view, found);
      }
    });
    if (view.kind() != Kind.LOCAL) {
      view.foreign().forEach(found -> foreign(view, found));
    }
  }

  private void row(View view, Standing standing, Optional<Found> found) {
    boolean atHome = isAtHome(here, view, standing);
    if (atHome && found.isPresent()) {
      held(new Row(here, view, standing, found.get()));
    } else if (atHome) {
      absent(view, standing);
    } else if (found.isPresent()) {
      leftover(new Row(here, view, standing, found.get()));
    }
  }

  /** Belongs here, and is not. */
  private void absent(View view, Standing standing) {
    Row row = new Row(here, view, standing);
    Optional<Told> told = standing.toldTo(view.engine());
    boolean shared = view.kind() == Kind.SHARED;
    boolean known = standing.missing().isPresent();
    boolean renamed = !known && row.isRenamed();
    boolean moved = !known && row.isOfAnotherAccount();
    if (shared && told.isPresent() && !standing.isPending() && !renamed && !moved) {
      if (!row.isFresh()) {
        add(row.item(Action.DELETED_THERE, Reason.CONSOLE)
            .automaticIf(here.enforces() && !row.rests())
            .offering(TAKE_OVER, PUT_BACK)
            .of(List.of(), row.wanted(), Effect.Side.SILENT));
      }
    } else if (!row.rests()) {
      add(row.item(Action.CREATE, why(renamed, moved))
          .automatic()
          .of(row.asNew(), Effect.Side.SILENT, row.wanted()));
    }
  }

  private static Reason why(boolean renamed, boolean moved) {
    return renamed ? Reason.RENAMED : moved ? Reason.OTHER_ACCOUNT : Reason.NOT_HELD;
  }

  /** Belongs here, and is. */
  private void held(Row row) {
    Optional<Reason> conflict = row.conflict();
    if (conflict.isPresent()) {
      add(row.item(Action.CONFLICT, conflict.get())
          .offering(MAKE_OURS)
          .of(row.toOurs(), row.there(), row.wanted()));
      return;
    }
    paused(row);
    worded(row);
  }

  private void paused(Row row) {
    boolean paused = row.found().paused();
    if (row.rests() && !paused) {
      add(row.item(Action.PAUSE, Reason.PAUSE_LOST)
          .automatic()
          .of(paused(false, true), row.there(), row.wanted()));
    } else if (!row.rests() && paused) {
      if (row.isLocal() || row.isHushed()) {
        add(row.item(Action.RESUME, Reason.PAUSE_ENDED)
            .automatic()
            .of(paused(true, false), row.there(), row.wanted()));
      } else if (!row.isFresh()) {
        add(row.item(Action.PAUSED_THERE, Reason.CONSOLE)
            .automatic()
            .offering(TAKE_OVER)
            .of(paused(false, true), row.wanted(), Effect.Side.SILENT));
      }
    }
  }

  private static List<Difference> paused(boolean from, boolean to) {
    return List.of(new Difference("paused", String.valueOf(from), String.valueOf(to)));
  }

  private void worded(Row row) {
    List<Difference> toOurs = row.toOurs();
    if (toOurs.isEmpty() || row.isLocal() && row.rests() && row.found().paused()) {
      return;
    }
    if (!row.isLocal() && row.wasEditedThere()) {
      if (!row.isFresh() && Differences.anyWished(toOurs)) {
        edited(row);
      }
    } else if (!row.rests() && !row.found().paused()) {
      add(row.item(Action.UPDATE, Reason.CHANGED_HERE)
          .automatic()
          .of(toOurs, row.there(), row.wanted()));
    }
  }

  private void edited(Row row) {
    PlanItem.Decision[] offers = row.canTakeOver()
        ? new PlanItem.Decision[] {TAKE_OVER, PUT_BACK}
        : new PlanItem.Decision[] {PUT_BACK};
    add(row.item(Action.EDITED_THERE, Reason.CONSOLE)
        .automaticIf(here.enforces() && !row.rests())
        .offering(offers)
        .of(row.fromOurs(), row.wanted(), row.there()));
  }

  /** Is here, and does not belong here: switched off, or rung by another engine. */
  private void leftover(Row row) {
    Optional<Reason> conflict = row.isLocal() ? Optional.empty() : row.conflict();
    boolean active = row.standing().schedule().active();
    if (conflict.isPresent()) {
      if (row.view().kind() == Kind.SHARED && !active) {
        add(row.item(Action.CONFLICT, conflict.get())
            .offering(
                conflict.get() == Reason.NEWER_REVISION
                    ? new PlanItem.Decision[] {ADOPT, REMOVE}
                    : new PlanItem.Decision[] {ADOPT})
            .of(List.of(), row.there(), row.there()));
      }
    } else if (!active) {
      add(row.item(Action.REMOVE, Reason.DEACTIVATED)
          .automatic()
          .of(List.of(), row.there(), Effect.Side.SILENT));
    } else if (row.isHeldElsewhere() || row.rests()) {
      add(row.item(Action.REMOVE, Reason.MOVED)
          .automatic()
          .of(List.of(), row.there(), row.there()));
    }
  }

  /** Bears a name of ours, and our database knows nothing of it. */
  private void unknown(View view, Found found) {
    Row row = new Row(here, view, found);
    if (view.kind() == Kind.LOCAL) {
      add(row.item(Action.REMOVE, Reason.DEACTIVATED)
          .automatic()
          .of(List.of(), row.there(), Effect.Side.SILENT));
    } else if (view.kind() == Kind.SHARED) {
      Optional<Reason> stranger = here.owner().stranger(found).map(Reason::of);
      PlanItem.Decision[] offers = stranger.isPresent()
          ? new PlanItem.Decision[] {ADOPT}
          : new PlanItem.Decision[] {ADOPT, REMOVE};
      add(row.item(Action.CONFLICT, stranger.orElse(Reason.NOT_RECORDED))
          .offering(offers)
          .of(List.of(), row.there(), row.there()));
    }
  }

  private void foreign(View view, Found found) {
    Optional<Standing> ours = here.owner().formerly(found).flatMap(here::find);
    if (ours.isPresent()) {
      renamed(new Row(here, view, ours.get(), found));
    } else if (view.kind() == Kind.SHARED) {
      stray(view, found);
    }
  }

  /** Is ours, and bears a name of a namespace that we do not use any more. */
  private void renamed(Row row) {
    boolean active = row.standing().schedule().active();
    if (row.conflict().isPresent()) {
      add(row.item(Action.CONFLICT, row.conflict().get()).of(List.of(), row.there(), row.there()));
    } else if (!active) {
      add(row.item(Action.REMOVE, Reason.DEACTIVATED)
          .automatic()
          .of(List.of(), row.there(), Effect.Side.SILENT));
    } else if (row.rests() || row.isReplaced()) {
      add(row.item(Action.REMOVE, Reason.RENAMED)
          .automatic()
          .of(List.of(), row.there(), row.there()));
    }
  }

  private void stray(View view, Found found) {
    Row row = new Row(here, view, found);
    if (!here.owner().callsUs(found.destination())) {
      // It bears a name in our namespace that none of ours could have.
      Reason why = here.owner().stranger(found).map(Reason::of).orElse(Reason.NOT_RECORDED);
      add(row.item(Action.CONFLICT, why).of(row.shown(), row.there(), row.there()));
      return;
    }
    add(row.item(Action.ADOPT, Reason.MADE_BY_HAND)
        .offering(ADOPT)
        .of(row.shown(), row.there(), row.there()));
  }

  private void add(PlanItem item) {
    items.add(item);
  }

  /** Returns the facts as they are shown of what is not ours. */
  static List<Difference> shown(Map<String, String> facts) {
    return List.of("cron", "timezone", "destination", "method").stream()
        .filter(facts::containsKey)
        .map(fact -> new Difference(fact, facts.get(fact), facts.get(fact)))
        .toList();
  }
}
