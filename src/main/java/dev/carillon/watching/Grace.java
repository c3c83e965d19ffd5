package dev.carillon.watching;

import dev.carillon.cron.Timetable;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a due time may be without its row. There is no grace just after QStash was given a
 * revision, for it may need a minute until it rings it: then we ring at the due time itself. So we do
 * where a clock skips a time that is to run right after, for QStash rings nothing then.
 *
 * @param from when the revision came into force
 * @param given when QStash was given it last, as by a move or a repair; empty if it is not known
 * @param byQStash whether QStash rings it
 * @param length how late it may be rung otherwise
 * @param times the due times
 */
record Grace(
    Instant from, Optional<Instant> given, boolean byQStash, Duration length, Timetable times) {
  private static final Duration BRIDGE = Duration.ofSeconds(90);

  static Grace of(Watched watched, Bells bells) {
    Revision revision = watched.revision();
    Wording wording = revision.wording();
    return new Grace(
        revision.from(),
        watched.given(),
        bells.isQStash(wording),
        wording.grace(),
        wording.timetable());
  }

  /** Tells whether we ring it whatever QStash does. */
  boolean isBridged(Instant due) {
    return byQStash
        && (isSoonAfter(from, due)
            || given.filter(it -> isSoonAfter(it, due)).isPresent()
            || times.insteadOf(due).isPresent());
  }

  /** Returns the last instant at which a due time may be bridged. */
  Instant bridgedUntil() {
    return given.filter(from::isBefore).orElse(from).plus(BRIDGE);
  }

  /** Returns the first due time that we ring right after a skipped one, while another is waited for. */
  Optional<Instant> insteadWhileWaiting(Instant due) {
    return byQStash && !isBridged(due) ? times.nextInstead(due, endOf(due)) : Optional.empty();
  }

  private static boolean isSoonAfter(Instant start, Instant due) {
    return due.isAfter(start) && !due.isAfter(start.plus(BRIDGE));
  }

  /** Returns when it is time to ask whether the due time has its row. */
  Instant endOf(Instant due) {
    return isBridged(due) ? due : due.plus(length);
  }
}
