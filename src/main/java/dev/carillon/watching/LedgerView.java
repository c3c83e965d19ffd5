package dev.carillon.watching;

import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a judge may look at, inside the transaction that writes the judgement. The schedule's row is
 * locked, so no arrival and no edit comes between.
 */
public interface LedgerView {
  /** Returns the revision that is judged, as it stands now. */
  Watched watched();

  /** Returns its schedule as it stands now. */
  Schedule schedule();

  /** Tells whether somebody deleted it in its engine, as in the Upstash console, and so wants it not rung. */
  boolean isDeleted();

  /** Returns the revisions that came after it, the first one first. */
  List<Revision> later();

  /** Returns the pauses that touch a time. */
  List<Pause> pauses(Instant from, Instant until);

  /** Returns which due times of a time have their row, both ends included. */
  Set<Instant> kept(Instant from, Instant until);

  /** Returns what became of a due time so far. */
  Optional<Occurrence> occurrence(Instant due);

  /**
   * Returns deliveries of the schedule that were refused in a time before anybody could believe
   * them, as far as they say whose they are; a hundred at the most.
   */
  List<Refusal> refusals(Instant from, Instant until);

  /**
   * A delivery that was refused.
   *
   * @param at when it came first
   * @param why in words
   */
  record Refusal(Instant at, String why) {}

  /** Returns which due times of a time QStash is known to have given up, both ends included. */
  Map<Instant, GivenUp> givenUp(Instant from, Instant until);

  /** Returns when nodes were up in a time. */
  AliveTimes alive(Instant from, Instant until);
}
