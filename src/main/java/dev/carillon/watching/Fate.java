package dev.carillon.watching;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.Revision;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of a due time that nobody rang.
 *
 * @param trigger why we ring it now; then there is neither verdict nor reason
 * @param verdict else what is written down
 * @param reason of the verdict; empty for EXPECTED
 * @param detail more about the reason, for people
 */
record Fate(
    Optional<Trigger> trigger,
    Optional<Verdict> verdict,
    Optional<Reason> reason,
    Optional<String> detail) {
  static Fate ring(Trigger trigger) {
    return new Fate(Optional.of(trigger), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Fate because(Reason reason, String detail) {
    return new Fate(
        Optional.empty(),
        Optional.of(reason.verdict()),
        Optional.of(reason),
        Optional.of(detail).filter(text -> !text.isBlank()));
  }

  /** It waits to be caught up. */
  static Fate later() {
    return new Fate(
        Optional.empty(), Optional.of(Verdict.EXPECTED), Optional.empty(), Optional.empty());
  }

  Occurrence row(Revision revision, Instant due) {
    return new Occurrence(
        revision.schedule(),
        due,
        revision.number(),
        verdict.orElseThrow(),
        reason,
        detail,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }
}
