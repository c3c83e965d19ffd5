package dev.carillon.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds by which revision a message of an engine was rung. An engine that is late may ring a due time
 * under the number of a revision that began after it; the due time is then of the revision before.
 * Pure.
 */
public final class InForce {
  /** For how long an engine may go on by the old wording after it took a new one. */
  public static final Duration LOADING = Duration.ofSeconds(120);

  private final Function<Instant, Optional<Revision>> history;

  /** Takes what returns the revision of the schedule that was in force at an instant. */
  public InForce(Function<Instant, Optional<Revision>> history) {
    this.history = history;
  }

  /**
   * Returns the revision whose due time a message stands for: the one that it names, or one that
   * ended shortly before the message was made; the one that it names also if neither had any.
   *
   * @param made when the engine made the message
   */
  public Revision of(Revision named, Instant made) {
    return named.dueFor(made).isPresent()
        ? named
        : before(named, made)
            .filter(it ->
                it.dueFor(made).filter(due -> due.isAfter(made.minus(LOADING))).isPresent())
            .orElse(named);
  }

  /** Edits may follow each other quickly. */
  private Optional<Revision> before(Revision later, Instant made) {
    return later.from().isAfter(made.minus(LOADING))
        ? history
            .apply(later.from())
            .filter(it -> it.number() < later.number())
            .flatMap(it -> it.dueFor(made).isPresent() ? Optional.of(it) : before(it, made))
        : Optional.empty();
  }
}
