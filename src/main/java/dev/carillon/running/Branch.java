package dev.carillon.running;

import dev.carillon.run.Visit;
import java.time.Instant;
import java.util.Optional;

/** One branch of a fork, as the thread of the fork knows it. For that thread. */
final class Branch {
  private final Site site;
  private final Cancellation cancellation;
  private Outcome outcome;
  private Throwable broken;
  private boolean atWork;
  private Instant endedAt = Instant.MAX;

  Branch(Site site, Cancellation cancellation) {
    this.site = site.within(site.around().with(cancellation));
    this.cancellation = cancellation;
  }

  Site site() {
    return site;
  }

  /** Takes what the journal knows of a branch that was done before. */
  void known(Visit visit) {
    outcome = Place.done(visit);
    endedAt = visit.endedAt().orElse(Instant.MAX);
  }

  void begins() {
    atWork = true;
    outcome = null;
  }

  void ends(Outcome how, Throwable thrown, Instant now) {
    atWork = false;
    outcome = how;
    broken = thrown;
    endedAt = now;
  }

  void cancel() {
    cancellation.cancel();
  }

  boolean isAtWork() {
    return atWork;
  }

  boolean isDone() {
    return outcome instanceof Outcome.Done;
  }

  boolean isParked() {
    return outcome instanceof Outcome.Parked;
  }

  /** Tells whether it waits, and may go on now. */
  boolean isDue(Instant now) {
    return outcome instanceof Outcome.Parked parked
        && parked.until().map(it -> !it.isAfter(now)).orElse(true);
  }

  Outcome outcome() {
    return outcome;
  }

  Optional<Throwable> broken() {
    return Optional.ofNullable(broken);
  }

  Instant endedAt() {
    return endedAt;
  }
}
