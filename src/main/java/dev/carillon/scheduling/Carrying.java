package dev.carillon.scheduling;

import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.scheduling.Standing.Held;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the engines hold the newest revision of a schedule, and nothing else of it. Whoever comes
 * last finds the engine as the newest revision wants it, on however many nodes. May be shared by
 * threads.
 */
final class Carrying {
  /** Owns the pauses that were made in the Upstash console. */
  static final String CONSOLE = "Upstash console";

  private static final Logger LOG = LoggerFactory.getLogger(Carrying.class);

  private final ScheduleStore schedules;
  private final Engines engines;
  private final Supplier<Owner> owner;
  private final Clock clock;

  Carrying(ScheduleStore schedules, Engines engines, Supplier<Owner> owner, Clock clock) {
    this.schedules = schedules;
    this.engines = engines;
    this.owner = owner;
    this.clock = clock;
  }

  /**
   * Carries the newest revision through; if another was made meanwhile, that one as well.
   *
   * @throws EngineRefusedException if the engine refused
   * @throws EngineUnavailableException if its answer is not known; the schedule is PENDING then
   * @throws ScheduleConflictException if what it holds is not ours to change
   * @throws HeldBackException if this database is a copy
   */
  void through(ScheduleId id) {
    through(id, false);
  }

  /** As {@link #through}, and changes what is not ours as well: somebody said that it is. */
  void byForce(ScheduleId id) {
    through(id, true);
  }

  private void through(ScheduleId id, boolean force) {
    int done = 0;
    Optional<Standing> now = schedules.standing(id);
    while (now.isPresent() && now.get().schedule().revision() != done) {
      done = now.get().schedule().revision();
      try {
        tell(now.get(), force);
      } catch (EngineUnavailableException unknown) {
        // It may be done later than what somebody else tells the engine now.
        schedules.doubt(id);
        throw unknown;
      }
      now = schedules.standing(id);
    }
  }

  private void tell(Standing standing, boolean force) {
    if (!standing.schedule().active()) {
      takeOut(standing);
      return;
    }
    ScheduleEngine home = engines.of(standing.schedule());
    Optional<Held> held = engines.isShared(home)
        ? tellShared(home, standing, force)
        : Optional.of(tellLocal(home, standing));
    held.ifPresent(it -> confirm(standing, it));
  }

  private void confirm(Standing standing, Held held) {
    String home = engines.of(standing.schedule()).name();
    Optional<String> left = places(standing)
        .filter(it -> !it.equals(home))
        .filter(it -> !leaves(it, standing))
        .findFirst();
    schedules.confirm(
        standing.id(), standing.schedule().revision(), new Held(held.told(), held.hushed(), left));
  }

  private Held tellLocal(ScheduleEngine home, Standing standing) {
    Instant now = clock.instant();
    Schedule rung = standing.asRung(now);
    home.put(rung);
    say(home, rung);
    return new Held(Optional.of(told(home, rung, now)), standing.rests(now), Optional.empty());
  }

  /** Returns empty if the schedule was changed meanwhile, here or there, and is to be looked at again. */
  private Optional<Held> tellShared(ScheduleEngine home, Standing standing, boolean force) {
    Optional<Found> found = home.find(standing.id());
    if (found.isPresent() && !force) {
      if (found.get().revision() > standing.schedule().revision() && isOutrun(standing)) {
        return Optional.empty();
      }
      conflict(found.get(), standing).ifPresent(reason -> {
        throw new ScheduleConflictException("QStash", found.get(), reason);
      });
    }
    if (standing.rests(clock.instant())) {
      return Optional.of(hush(home, standing, found));
    }
    boolean pausedThere =
        found.filter(Found::paused).isPresent() && !standing.held().hushed();
    return pausedThere && !force ? takeOver(standing) : Optional.of(put(home, standing, found));
  }

  private boolean isOutrun(Standing standing) {
    return schedules
        .standing(standing.id())
        .filter(now -> now.schedule().revision() == standing.schedule().revision())
        .isEmpty();
  }

  private Optional<Reason> conflict(Found found, Standing standing) {
    return owner
        .get()
        .stranger(found)
        .map(Reason::of)
        .or(() -> found.revision() > standing.schedule().revision()
            ? Optional.of(Reason.NEWER_REVISION)
            : Optional.empty());
  }

  /** An edit waits until it is resumed: to send it would let it ring. */
  private Held hush(ScheduleEngine home, Standing standing, Optional<Found> found) {
    if (found.isEmpty()) {
      return Held.NOWHERE;
    }
    if (!found.get().paused()) {
      pause(home, standing.id());
    }
    Told told = standing
        .toldTo(home.name())
        .orElseGet(() ->
            new Told(home.name(), found.get().revision(), found.get().facts(), clock.instant()));
    return new Held(Optional.of(told), true, Optional.empty());
  }

  /**
   * Noted before, or a crash would make the pause look like somebody's; and after, for whoever resumed
   * it meanwhile has noted that nothing was paused.
   */
  private void pause(ScheduleEngine home, ScheduleId id) {
    schedules.hush(id);
    try {
      home.pause(id);
    } catch (EngineUnavailableException unknown) {
      schedules.hush(id);
      throw unknown;
    }
    schedules.hush(id);
    LOG.info("⏸️ QStash schedule paused: {}", id);
  }

  /** A pause that somebody made there becomes ours; it wins over what was to be put. */
  private Optional<Held> takeOver(Standing standing) {
    try {
      schedules.pause(
          standing.id(),
          standing.schedule().revision(),
          new Pause(clock.instant(), Optional.empty(), "paused in the Upstash console", CONSOLE));
      LOG.warn(
          "schedule {} was paused in the Upstash console, and is paused here too", standing.id());
    } catch (ScheduleChangedException meanwhile) {
      LOG.debug("looked at again: {}", meanwhile.getMessage());
    }
    return Optional.empty();
  }

  private Held put(ScheduleEngine home, Standing standing, Optional<Found> found) {
    Instant now = clock.instant();
    Schedule rung = standing.asRung(now);
    if (found.filter(it -> isToldOtherwise(home, standing, it)).isPresent()) {
      home.putAnew(rung);
    } else {
      home.put(rung);
    }
    if (found.filter(Found::paused).isPresent()) {
      // Nobody says for sure that to put it anew lets it ring.
      home.resume(rung.id());
    }
    say(home, rung);
    return new Held(Optional.of(told(home, rung, now)), false, Optional.empty());
  }

  private static boolean isToldOtherwise(ScheduleEngine home, Standing standing, Found found) {
    return standing
        .toldTo(home.name())
        .map(told ->
            Differences.unshown(found.facts(), told.facts(), home.facts(standing.schedule())))
        .filter(some -> !some.isEmpty())
        .isPresent();
  }

  private static Told told(ScheduleEngine home, Schedule rung, Instant now) {
    return new Told(home.name(), rung.revision(), home.facts(rung), now);
  }

  private void takeOut(Standing standing) {
    ScheduleEngine home = engines.of(standing.schedule());
    takeOut(home, standing);
    Optional<String> left = places(standing)
        .filter(it -> !it.equals(home.name()))
        .filter(it -> !leaves(it, standing))
        .findFirst();
    schedules.confirm(
        standing.id(), standing.schedule().revision(), new Held(Optional.empty(), false, left));
  }

  /**
   * Takes a schedule out of an engine that it does not belong to, if that is still so; one that our
   * database knows nothing of only where the engine is wholly ours.
   *
   * @param name what the engine calls it, which may be a name of a former namespace
   */
  void takeOut(ScheduleId id, String place, String name) {
    ScheduleEngine engine = engines.named(place).orElseThrow();
    if (!engine.nameOf(id).equals(name)) {
      takeOutFormer(id, engine, name);
      return;
    }
    Optional<Standing> known = schedules.standing(id);
    if (known.isEmpty()) {
      if (!engines.isShared(engine)) {
        engine.remove(id);
      }
      return;
    }
    Standing standing = known.get();
    if (belongs(standing, engine)) {
      return;
    }
    requireLeave(id, engine);
    takeOut(engine, standing);
    schedules.standing(id).ifPresent(now -> {
      // Who switched it on meanwhile may have been faster than our removal.
      if (now.isPending() || belongs(now, engine)) {
        through(id);
      } else {
        schedules.confirm(id, now.schedule().revision(), without(now.held(), place));
      }
    });
  }

  private void requireLeave(ScheduleId id, ScheduleEngine engine) {
    if (!engines.mayLeave(engine)) {
      throw new EngineRefusedException("another process on this database lets QStash ring; " + id
          + " stays there as long as it does");
    }
  }

  /** Removes what bears a former name, unless it is still the only one that rings. */
  private void takeOutFormer(ScheduleId id, ScheduleEngine engine, String name) {
    Optional<Standing> known = schedules.standing(id);
    if (known.isEmpty()) {
      return;
    }
    Standing standing = known.get();
    requireLeave(id, engine);
    boolean held =
        engine.find(id).filter(it -> owner.get().stranger(it).isEmpty()).isPresent();
    if (belongs(standing, engine) && !standing.rests(clock.instant()) && !held) {
      return;
    }
    engine.removeForeign(name);
    LOG.info("🗑️ {} schedule removed: {}, which is {} now", nameOf(engine), name, id);
    if (!held && !standing.isPending()) {
      // Else it would seem to have been deleted in the console.
      schedules.confirm(
          id, standing.schedule().revision(), without(standing.held(), engine.name()));
    }
  }

  private boolean belongs(Standing standing, ScheduleEngine engine) {
    return standing.schedule().active() && engines.of(standing.schedule()) == engine;
  }

  private static Held without(Held held, String place) {
    return new Held(
        held.told().filter(it -> !it.engine().equals(place)),
        held.hushed(),
        held.leftAt().filter(it -> !it.equals(place)));
  }

  /** Where it is, or may be, as far as we know. */
  private static Stream<String> places(Standing standing) {
    return Stream.concat(
            standing.held().told().map(Told::engine).stream(), standing.held().leftAt().stream())
        .distinct();
  }

  /** Takes it out of an engine that it does not belong to; tells whether it is out. */
  private boolean leaves(String place, Standing standing) {
    Optional<ScheduleEngine> engine = engines.named(place);
    if (engine.isEmpty() || !engines.mayLeave(engine.get())) {
      return false;
    }
    try {
      takeOut(engine.get(), standing);
      return true;
    } catch (EngineRefusedException | EngineUnavailableException notYet) {
      LOG.warn("schedule {} is still in {}: {}", standing.id(), place, notYet.getMessage());
      return false;
    }
  }

  /** Removes what is ours; what is not, or is newer than we know of, stays for a person to judge. */
  private void takeOut(ScheduleEngine engine, Standing standing) {
    if (engines.isShared(engine)) {
      removeFormer(engine, standing);
      Optional<Found> found = engine.find(standing.id());
      Optional<Reason> conflict = found.flatMap(it -> conflict(it, standing));
      if (found.isEmpty() || conflict.isPresent()) {
        conflict.ifPresent(
            reason -> LOG.warn("{} stays in QStash: {}", found.get().name(), reason.sentence()));
        return;
      }
    }
    engine.remove(standing.id());
    LOG.info("🗑️ {} schedule removed: {}", nameOf(engine), standing.id());
  }

  /** It may still bear the name by which the engine was told of it. */
  private void removeFormer(ScheduleEngine engine, Standing standing) {
    Optional<String> former = standing
        .toldTo(engine.name())
        .flatMap(told -> Optional.ofNullable(told.facts().get("scheduleId")))
        .filter(name -> !name.equals(engine.nameOf(standing.id())));
    if (former.isPresent()) {
      engine.survey().stream()
          .filter(it -> it.name().equals(former.get()))
          .filter(it -> owner.get().formerly(it).filter(standing.id()::equals).isPresent())
          .filter(it -> it.revision() <= standing.schedule().revision())
          .forEach(it -> engine.removeForeign(it.name()));
    }
  }

  private void say(ScheduleEngine engine, Schedule rung) {
    LOG.info(
        "✅ {} schedule created: {} ({}, next {})",
        nameOf(engine),
        rung.id(),
        rung.wording().cron().text(),
        rung.wording().next(clock.instant()).map(Instant::toString).orElse("never"));
  }

  private static String nameOf(ScheduleEngine engine) {
    return Engines.isLocal(engine.name()) ? "Quartz" : "QStash";
  }
}
