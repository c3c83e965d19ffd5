package dev.carillon.watching;

import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.Revision;
import dev.carillon.watching.Judgement.ToRing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goes along the due times of a revision and says what becomes of those that have no row when their
 * grace is over. Pure but for what it reads through the view; may be shared by threads.
 */
final class Judge {
  /** How many due times are decided in one transaction. */
  static final int CHUNK = 1_000;

  /** A timetable that has no due time for years is asked again some day. */
  private static final Duration SOME_DAY = Duration.ofDays(180);

  private final Bells bells;

  Judge(Bells bells) {
    this.bells = bells;
  }

  /**
   * Decides about the due times up to now.
   *
   * @param turnedAway due times that we rang and that were turned away without a row, and why
   */
  Judgement decide(LedgerView view, Instant now, Map<Instant, String> turnedAway) {
    Watched watched = view.watched();
    Revision revision = watched.revision();
    List<Instant> passed = passed(watched, now);
    Set<Instant> kept = passed.isEmpty() ? Set.of() : view.kept(passed.get(0), last(passed));
    Map<Instant, GivenUp> lost =
        passed.isEmpty() ? Map.of() : view.givenUp(passed.get(0), last(passed));
    var facts = new Facts(view, bells, now, turnedAway, watched.cursor().settledUntil());
    List<Occurrence> rows = new ArrayList<>();
    Instant settled = watched.cursor().settledUntil();
    for (Instant due : passed) {
      if (!kept.contains(due)) {
        Instant look = facts.lookAt(due);
        if (look.isAfter(now)) {
          Optional<Instant> bridged = facts.bridgedAfter(due);
          return new Judgement(
              rows,
              Optional.of(
                  cursor(revision, settled, due, earlier(look, bridged.map(facts::lookAt)))),
              bridged.flatMap(it -> rungNow(facts, it)),
              false);
        }
        Fate fate = facts.fate(due);
        if (fate.trigger().isPresent()) {
          return new Judgement(
              rows,
              Optional.of(cursor(revision, settled, due, now)),
              Optional.of(new ToRing(due, fate.trigger().get())),
              false);
        }
        GivenUp letter = lost.get(due);
        Fate told = letter == null ? fate : fate.explained(new Loss(letter));
        rows.add(told.row(revision, due));
      }
      settled = due;
    }
    return end(facts, rows, revision, settled, passed.size() == CHUNK);
  }

  private static Instant earlier(Instant look, Optional<Instant> other) {
    return other.filter(look::isAfter).orElse(look);
  }

  private static Instant lookAt(Instant due, Facts facts) {
    return earlier(facts.lookAt(due), facts.bridgedAfter(due).map(facts::lookAt));
  }

  private static Optional<ToRing> rungNow(Facts facts, Instant due) {
    return facts.lookAt(due).isAfter(facts.now())
        ? Optional.empty()
        : facts.fate(due).trigger().map(it -> new ToRing(due, it));
  }

  /** Returns the next step of a cursor that needs no judgement, or empty if it needs one. */
  Optional<Ledger.Move> step(Watched watched, Instant now) {
    Cursor cursor = watched.cursor();
    if (cursor.due().isPresent() && !watched.kept()) {
      return Optional.empty();
    }
    Revision revision = watched.revision();
    Instant settled = cursor.due().orElse(cursor.settledUntil());
    return revision
        .nextDue(settled)
        .filter(due -> due.isAfter(now))
        .map(due -> new Ledger.Move(
            cursor.settledUntil(),
            cursor(revision, settled, due, lookAt(due, Grace.of(watched, bells)))));
  }

  private static Instant lookAt(Instant due, Grace grace) {
    return earlier(grace.endOf(due), grace.insteadWhileWaiting(due));
  }

  private static Instant last(List<Instant> some) {
    return some.get(some.size() - 1);
  }

  private static List<Instant> passed(Watched watched, Instant now) {
    List<Instant> passed = new ArrayList<>();
    Optional<Instant> due = watched.revision().nextDue(watched.cursor().settledUntil());
    while (due.isPresent() && !due.get().isAfter(now) && passed.size() < CHUNK) {
      passed.add(due.get());
      due = watched.revision().nextDue(due.get());
    }
    return passed;
  }

  private static Judgement end(
      Facts facts, List<Occurrence> rows, Revision revision, Instant settled, boolean more) {
    Optional<Instant> next = revision.nextDue(settled);
    Optional<Cursor> cursor = next.map(
            due -> cursor(revision, settled, due, more ? facts.now() : lookAt(due, facts)))
        .or(() -> revision.until().isPresent()
            ? Optional.empty()
            : Optional.of(new Cursor(
                revision.schedule(),
                revision.number(),
                settled,
                Optional.empty(),
                facts.now().plus(SOME_DAY))));
    return new Judgement(rows, cursor, Optional.empty(), more && cursor.isPresent());
  }

  private static Cursor cursor(Revision revision, Instant settled, Instant due, Instant watchAt) {
    return new Cursor(revision.schedule(), revision.number(), settled, Optional.of(due), watchAt);
  }
}
