package dev.carillon.scheduling;

import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.schedule.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a schedule stands with the engines. Immutable.
 *
 * @param schedule as we want it
 * @param removed whether its workflow is gone; then it is off, and nobody else sees it
 * @param held what is known of the engines' side
 * @param missing since when it is known that somebody deleted it in the engine that held it
 */
public record Standing(Schedule schedule, boolean removed, Held held, Optional<Instant> missing) {
  /**
   * How long before the end of a pause the engine is to ring again: QStash may need a minute to take
   * it up, and what comes early is turned away on arrival.
   */
  static final Duration LEAD = Duration.ofSeconds(90);

  /**
   * What is known of the engines' side.
   *
   * @param told what the engine that holds it was told last; empty if none is known to hold it
   * @param hushed whether we told that engine to keep it from ringing, or may have
   * @param leftAt an engine that held it before and may still do
   */
  public record Held(Optional<Told> told, boolean hushed, Optional<String> leftAt) {
    /** No engine is known to hold it. */
    public static final Held NOWHERE = new Held(Optional.empty(), false, Optional.empty());
  }

  /** Returns its id. */
  public ScheduleId id() {
    return schedule.id();
  }

  /** Tells whether the engine's answer about the present revision is not known. */
  public boolean isPending() {
    return schedule.sync() == Sync.PENDING;
  }

  /** Returns what the engine of that name was told last. */
  public Optional<Told> toldTo(String engine) {
    return held.told().filter(it -> it.engine().equals(engine));
  }

  /** Tells whether the engine is to be kept from ringing: paused, and not about to end. */
  public boolean rests(Instant now) {
    return schedule
        .pause()
        .filter(pause -> pause.until().map(end -> end.isAfter(now.plus(LEAD))).orElse(true))
        .isPresent();
  }

  /** Returns what an engine is to be given: paused only as long as it rests. */
  public Schedule asRung(Instant now) {
    return rests(now) ? schedule : schedule.unpaused();
  }
}
