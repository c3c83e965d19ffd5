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
 * @param deadLetter names the entry in QStash's dead letter queue, if its message is known to be there
 */
record Fate(
    Optional<Trigger> trigger,
    Optional<Verdict> verdict,
    Optional<Reason> reason,
    Optional<String> detail,
    Optional<String> deadLetter) {
  static Fate ring(Trigger trigger) {
    return new Fate(
        Optional.of(trigger),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Fate because(Reason reason, String detail) {
    return new Fate(
        Optional.empty(),
        Optional.of(reason.verdict()),
        Optional.of(reason),
        Optional.of(detail).filter(text -> !text.isBlank()),
        Optional.empty());
  }

  /** It waits to be caught up. */
  static Fate later() {
    return new Fate(
        Optional.empty(),
        Optional.of(Verdict.EXPECTED),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns it with what is told about the loss of its message; what did not come to MISSED stays. */
  Fate explained(Loss loss) {
    if (!verdict.equals(Optional.of(Verdict.MISSED))) {
      return this;
    }
    Optional<Reason> why = reason.map(it -> it == Reason.NOT_DELIVERED ? loss.reason(it) : it);
    return new Fate(
        trigger, verdict, why, Optional.of(loss.words()), loss.letter().dlqId());
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
        deadLetter);
  }
}
