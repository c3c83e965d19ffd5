package dev.carillon.watching;

import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a due time may be without its row. There is no grace just after QStash was given a
 * revision, for it may need a minute until it rings it: then we ring at the due time itself.
 *
 * @param from when the revision came into force, or QStash was given it last
 * @param byQStash whether QStash rings it
 */
record Grace(Instant from, boolean byQStash) {
  private static final Duration BRIDGE = Duration.ofSeconds(90);

  static Grace of(Revision revision, Bells bells) {
    return new Grace(revision.from(), bells.isQStash(revision.wording()));
  }

  /** Returns it as it is after QStash was given the revision anew, as by a move or a repair. */
  Grace givenAt(Optional<Instant> given) {
    return given.filter(from::isBefore).map(it -> new Grace(it, byQStash)).orElse(this);
  }

  /** Tells whether we ring it whatever QStash does. */
  boolean isBridged(Instant due) {
    return byQStash && !due.isAfter(from.plus(BRIDGE));
  }

  /** Returns when it is time to ask whether the due time has its row. */
  Instant endOf(Instant due) {
    return isBridged(due) ? due : due.plus(Wording.GRACE);
  }
}
