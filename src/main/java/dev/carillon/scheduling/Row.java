package dev.carillon.scheduling;

import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.Cron;
import dev.carillon.cron.Timetable;
import dev.carillon.cron.Zones;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.MeantTimes;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.scheduling.PlanItem.Decision;
import dev.carillon.scheduling.PlanItem.Difference;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.scheduling.Situation.View;
import dev.carillon.scheduling.Situation.View.Kind;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One schedule in one engine, from both sides: what is asked of them before a line is written. */
final class Row {
  /** What of an edit can be made a wording of ours. */
  private static final Set<String> EXPRESSIBLE =
      Set.of("cron", "timezone", "retries", "retryDelay", "revision", "body");

  private final Situation here;
  private final View view;
  private final Optional<Standing> standing;
  private final Optional<Found> found;

  private Row(Situation here, View view, Optional<Standing> standing, Optional<Found> found) {
    this.here = here;
    this.view = view;
    this.standing = standing;
    this.found = found;
  }

  Row(Situation here, View view, Standing standing, Found found) {
    this(here, view, Optional.of(standing), Optional.of(found));
  }

  /** One that is wanted and not there. */
  Row(Situation here, View view, Standing standing) {
    this(here, view, Optional.of(standing), Optional.empty());
  }

  /** One that is there and not known. */
  Row(Situation here, View view, Found found) {
    this(here, view, Optional.empty(), Optional.of(found));
  }

  View view() {
    return view;
  }

  Standing standing() {
    return standing.orElseThrow();
  }

  Found found() {
    return found.orElseThrow();
  }

  boolean isLocal() {
    return view.kind() == Kind.LOCAL;
  }

  boolean rests() {
    return standing().rests(here.now());
  }

  boolean isHushed() {
    return standing().held().hushed();
  }

  /** Tells whether the engine was told so lately that it may not tell the new yet. */
  boolean isFresh() {
    return standing()
        .toldTo(view.engine())
        .filter(told -> told.at().isAfter(here.now().minus(Planner.FRESH)))
        .isPresent();
  }

  /** Tells whether another engine is known to ring it. */
  boolean isHeldElsewhere() {
    return standing()
        .held()
        .told()
        .filter(it -> !it.engine().equals(view.engine()))
        .isPresent();
  }

  /** Tells whether one of its present name is held, here or by the engine that it belongs to. */
  boolean isReplaced() {
    boolean atHome = here.home().apply(standing().schedule()).equals(view.engine());
    return atHome
        ? view.find(standing().id())
            .filter(it -> here.owner().stranger(it).isEmpty())
            .isPresent()
        : isHeldElsewhere();
  }

  Optional<Reason> conflict() {
    if (isLocal()) {
      return Optional.empty();
    }
    return here.owner()
        .stranger(found())
        .map(Reason::of)
        .or(() -> found().revision() > standing().schedule().revision()
            ? Optional.of(Reason.NEWER_REVISION)
            : Optional.empty());
  }

  /** Tells whether it is not as it was told, and no later wish of ours makes that of no account. */
  boolean wasEditedThere() {
    boolean older =
        found().revision() > 0 && found().revision() < standing().schedule().revision();
    Optional<Told> told = standing().toldTo(view.engine());
    return told.isPresent()
        && !isKnownOfAnotherUser(account(told.get()))
        && !standing().isPending()
        && !(older && found().revision() != told.get().revision())
        && !Differences.between(found().facts(), told.get().facts()).isEmpty();
  }

  /** Tells whether the engine was told of it under another name than it would have now. */
  boolean isRenamed() {
    Optional<String> before = standing()
        .toldTo(view.engine())
        .flatMap(told -> Optional.ofNullable(told.facts().get("scheduleId")));
    Optional<String> now = Optional.ofNullable(ourFacts().get("scheduleId"));
    return before.isPresent() && now.isPresent() && !before.equals(now);
  }

  /**
   * Tells whether what the engine was told is in another account, or was forgotten by a server that
   * keeps nothing: then nobody deleted it.
   */
  boolean isOfAnotherAccount() {
    Optional<Told> told = standing().toldTo(view.engine());
    Optional<String> before = told.flatMap(Row::account);
    Optional<String> now = account();
    if (before.isEmpty() || now.isEmpty()) {
      return false;
    }
    return isKnownOfAnotherUser(before)
        || (!before.equals(now) || isForgetful(now.get()))
            && isNothingLeftOf(before.get(), told.get().at());
  }

  private boolean isKnownOfAnotherUser(Optional<String> before) {
    Optional<String> now = account();
    return before.filter(it -> it.startsWith("user:")).isPresent()
        && now.filter(it -> it.startsWith("user:")).isPresent()
        && !before.equals(now);
  }

  private static boolean isForgetful(String account) {
    return account.startsWith("memory:");
  }

  /** What it was told later says nothing of what it knew by then. */
  private boolean isNothingLeftOf(String account, Instant until) {
    return here.standings().stream()
        .filter(it -> it.toldTo(view.engine())
            .filter(told -> !told.at().isAfter(until))
            .flatMap(Row::account)
            .filter(account::equals)
            .isPresent())
        .noneMatch(it -> view.find(it.id()).isPresent());
  }

  /**
   * Returns what is to be noted as told to the engine, though nobody told it now: it holds what is
   * wanted, and that is noted of another account; or it may forget all, and had it yet after an hour.
   */
  Optional<Told> retold() {
    Optional<Told> told = standing().toldTo(view.engine());
    Optional<String> now = account();
    if (told.isEmpty() || now.isEmpty() || standing().isPending()) {
      return Optional.empty();
    }
    boolean isNoted = account(told.get()).equals(now)
        && (!isForgetful(now.get()) || told.get().at().isAfter(here.now().minus(Planner.SEEN)));
    return isNoted || conflict().isPresent() || !toOurs().isEmpty()
        ? Optional.empty()
        : Optional.of(new Told(view.engine(), found().revision(), ourFacts(), here.now()));
  }

  private Optional<String> account() {
    return Optional.ofNullable(ourFacts().get(ScheduleEngine.ACCOUNT));
  }

  private static Optional<String> account(Told told) {
    return Optional.ofNullable(told.facts().get(ScheduleEngine.ACCOUNT));
  }

  boolean canTakeOver() {
    // What QStash does not show nobody edited there.
    return Differences.between(found().facts(), ourFacts()).stream()
            .map(Difference::fact)
            .allMatch(EXPRESSIBLE::contains)
        && timetable(found().facts()).isPresent();
  }

  List<Difference> toOurs() {
    Map<String, String> shown = found().facts();
    return Stream.concat(
            Differences.between(shown, ourFacts()).stream(),
            told()
                .map(it -> Differences.unshown(shown, it.facts(), ourFacts()))
                .orElse(List.of())
                .stream())
        .toList();
  }

  private Optional<Told> told() {
    return standing.flatMap(it -> it.toldTo(view.engine()));
  }

  List<Difference> fromOurs() {
    return Differences.between(ourFacts(), found().facts());
  }

  /** Returns what is to be made, as differences from nothing. */
  List<Difference> asNew() {
    Map<String, String> facts = ourFacts();
    return List.of("cron", "timezone", "destination").stream()
        .filter(facts::containsKey)
        .map(fact -> new Difference(fact, "", facts.get(fact)))
        .toList();
  }

  /** Returns what is there, as it would be taken over. */
  List<Difference> shown() {
    return Planner.shown(found().facts());
  }

  private Map<String, String> ourFacts() {
    return view.facts().apply(standing().schedule());
  }

  Effect.Side wanted() {
    return new Effect.Side(
        Optional.of(standing().schedule().wording().meant()),
        standing().schedule().pause());
  }

  Effect.Side there() {
    return found().paused()
        ? Effect.Side.SILENT
        : new Effect.Side(
            timetable(found().facts()).map(it -> new MeantTimes(it.with(clockChanges()), bounds())),
            Optional.empty());
  }

  /** What an engine rings outside of our bounds is turned away. */
  private Bounds bounds() {
    return standing.map(it -> it.schedule().wording().bounds()).orElse(Bounds.NONE);
  }

  /** What no engine knows of is done by us. */
  private ClockChanges clockChanges() {
    return standing.map(it -> it.schedule().wording().clockChanges()).orElse(ClockChanges.DEFAULT);
  }

  /** Returns when it is due by its facts, if they can be read. */
  static Optional<Timetable> timetable(Map<String, String> facts) {
    try {
      Cron cron = Cron.parse(facts.getOrDefault("cron", ""));
      String zone = facts.getOrDefault("timezone", "");
      return Optional.of(new Timetable(
          cron, cron.zone().orElseGet(() -> Zones.parse(zone.isEmpty() ? "UTC" : zone))));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  Line item(Action action, Reason reason) {
    return new Line(action, reason, false, Set.of());
  }

  /** A line that is being written. */
  final class Line {
    private final Action action;
    private final Reason reason;
    private final boolean automatic;
    private final Set<Decision> offers;

    private Line(Action action, Reason reason, boolean automatic, Set<Decision> offers) {
      this.action = action;
      this.reason = reason;
      this.automatic = automatic;
      this.offers = offers;
    }

    Line automatic() {
      return automaticIf(true);
    }

    Line automaticIf(boolean it) {
      return new Line(action, reason, it, offers);
    }

    Line offering(Decision... some) {
      return new Line(action, reason, automatic, Set.of(some));
    }

    PlanItem of(List<Difference> differences, Effect.Side before, Effect.Side after) {
      return new PlanItem(
          action,
          view.engine(),
          found.map(Found::name).orElseGet(() -> standing().id().value()),
          id(),
          workflow(),
          reason,
          automatic,
          offers,
          differences,
          Effect.of(before, after, here.now()));
    }
  }

  private Optional<ScheduleId> id() {
    return standing.map(Standing::id).or(() -> found.flatMap(Found::id));
  }

  private Optional<WorkflowId> workflow() {
    return standing
        .map(it -> it.schedule().workflow())
        .or(() -> found.flatMap(it -> Strays.workflow(it, here.owner())));
  }
}
