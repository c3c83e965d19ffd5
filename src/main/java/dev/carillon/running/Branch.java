package dev.carillon.running;

import dev.carillon.run.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One branch of a fork, as the thread of the fork knows it. For that thread. */
final class Branch {
  private static final Duration LOOK = Duration.ofSeconds(1);

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

  /** Returns how it waits, if it does. */
  Optional<Outcome.Parked> parked() {
    return outcome instanceof Outcome.Parked parked ? Optional.of(parked) : Optional.empty();
  }

  /**
   * Tells whether it waits, and may go on now. Nobody tells a branch of the end of the run that it
   * waits for while another branch is at work: it has a look now and then.
   */
  boolean isDue(Instant now) {
    return parked()
        .filter(it -> it.until().filter(due -> !due.isAfter(now)).isPresent()
            || it.forAnother() && !endedAt.plus(LOOK).isAfter(now))
        .isPresent();
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
