package dev.carillon.running;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes nudges. Each is only a reason to look at its run: early, late, doubled, or for a run that is
 * done, it does no harm, and it never is an attempt of its own. May be shared by threads.
 */
final class Nudges {
  private final RunStore runs;
  private final Walkers walkers;
  private final Nudging nudging;
  private final Endings endings;
  private final Clock clock;
  private final Duration hold;

  Nudges(
      RunStore runs,
      Walkers walkers,
      Nudging nudging,
      Endings endings,
      Clock clock,
      Duration hold) {
    this.runs = runs;
    this.walkers = walkers;
    this.nudging = nudging;
    this.endings = endings;
    this.clock = clock;
    this.hold = hold;
  }

  /**
   * Wakes the run if it is due, and answers when it is left again: the host may sleep as soon as we
   * answered.
   */
  CompletionStage<Answer> answer(Decision.Nudge nudge) {
    Optional<Run> run = nudge.run().flatMap(runs::find);
    if (run.isEmpty()) {
      return now(Answer.without(Verdict.NUDGED, "there is no such run"));
    }
    Run found = run.get();
    if (found.state().isEnded()) {
      return now(nudged(found.id(), "the run had ended"));
    }
    if (found.wakeAt().filter(wake -> wake.isAfter(clock.instant())).isPresent()) {
      nudging.tooEarly(found);
      return now(nudged(found.id(), "the run waits until " + found.wakeAt().orElseThrow()));
    }
    if (found.state() == RunState.RETRYING && found.ownership() == Ownership.ENGINE) {
      return now(nudged(found.id(), "its engine brings the next attempt"));
    }
    if (found.state() == RunState.WAITING && found.wakeAt().isEmpty()) {
      return now(nudged(found.id(), "the run waits for another run"));
    }
    if (found.state() == RunState.PENDING) {
      walkers.sweep(); // whether it may begin is decided only now
    }
    if (!walkers.poke(found.id()) && found.state() != RunState.RUNNING) {
      return now(nudged(found.id(), "the run is due, and waits until there is room for it"));
    }
    return endings
        .await(found.id(), hold)
        .thenApply(left ->
            nudged(found.id(), left.map(Nudges::left).orElse("the run was woken and goes on")));
  }

  private static String left(Run run) {
    return switch (run.state()) {
      case WAITING -> "the run went on and waits again";
      case RETRYING -> "the run went on, and its attempt failed; another is due";
      case SUCCEEDED -> "the run went on and succeeded";
      case FAILED -> "the run went on and failed";
      case CANCELED -> "the run was canceled";
      case PENDING, RUNNING -> "the run goes on";
    };
  }

  private static CompletionStage<Answer> now(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }

  private static Answer nudged(RunId run, String what) {
    return new Answer(Verdict.NUDGED, Optional.of(run), Optional.of(what), false, Optional.empty());
  }
}
