package dev.carillon.running;

import dev.carillon.run.RunError;
import dev.carillon.run.Visit;
import dev.carillon.workflow.Handler;
import dev.carillon.workflow.Task.TryTask;
import java.time.Instant;
import java.util.Optional;

/**
 * Does {@code try}. Each attempt is a block of its own; what was decided about an error is written
 * before anything is done about it, so a restart neither forgets a pause nor makes one twice.
 */
final class Trying {
  private final Surroundings at;
  private final Pages pages;
  private final Walk walk;

  Trying(Surroundings at, Pages pages, Walk walk) {
    this.at = at;
    this.pages = pages;
    this.walk = walk;
  }

  Outcome of(Site site, Visit begun, TryTask task, Optional<Visit> open) {
    Attempts now = open.flatMap(Visit::progress)
        .map(Attempts::read)
        .orElseGet(() -> Attempts.first(at.clock().instant()));
    if (open.filter(it -> it.attempt() != at.run().attempts()).isPresent()) {
      now = now.anew();
    }
    boolean again = open.isPresent();
    while (true) {
      Optional<Outcome> ended = site.around().ended(at);
      if (ended.isPresent()) {
        return ended.get();
      }
      if (now.error().isPresent()) {
        Visit running = pages.note(told(begun, now));
        return handling(site, running, task, now.error().get(), again);
      }
      if (now.wake().filter(it -> it.isAfter(at.clock().instant())).isPresent()) {
        Instant wake = now.wake().get();
        pages.waiting(told(begun, now), now.wake());
        return Outcome.Parked.until(site.around().noLaterThan(wake));
      }
      Attempts attempt = started(site, begun, task, now);
      Visit running = pages.note(told(begun, attempt));
      Outcome outcome = attempted(site, running, task, attempt, again);
      if (!(outcome instanceof Outcome.Failed failed)
          || site.around().cancellation().isCancelled()) {
        return walk.closed(site, running, outcome);
      }
      Optional<Attempts> next = next(site, running, task, attempt, failed.error());
      if (next.isEmpty()) {
        return caught(site, running, task, failed.error())
            ? pages.done(site, running, running.input())
            : outcome;
      }
      now = next.get();
      again = false;
    }
  }

  private static Visit told(Visit visit, Attempts now) {
    return Visits.of(visit).progress(Optional.of(now.json())).visit();
  }

  /** An attempt has its whole time from when it begins; one that goes on has what is left. */
  private Attempts started(Site site, Visit begun, TryTask task, Attempts now) {
    if (now.deadline().isPresent()) {
      return now;
    }
    var catching = new Catching(at, task.handler(), at.around(site, begun));
    return now.begun(catching.deadline(at.clock().instant()));
  }

  private Outcome attempted(Site site, Visit running, TryTask task, Attempts now, boolean again) {
    String block = site.key().attempt(now.number());
    Outcome outcome = walk.list(
        task.tasks(),
        block,
        site.pointer() + "/try",
        running.input(),
        walk.last(block, again),
        site.around().until(block, now.deadline()));
    if (outcome instanceof Outcome.Expired expired && expired.owner().equals(block)) {
      at.breakOff(block, "the time of the task that waits for it is over");
      return new Outcome.Failed(
          Faults.late("the attempt took longer than it may").at(site.pointer()));
    }
    return outcome;
  }

  /** Returns what follows an error: another attempt, or its handling; empty if neither. */
  private Optional<Attempts> next(
      Site site, Visit running, TryTask task, Attempts now, RunError error) {
    Catching catching = catching(site, running, task.handler(), error);
    if (!catching.isCaught(error)) {
      return Optional.empty();
    }
    return catching
        .retry(now, error, at.clock().instant())
        .or(() -> task.handler().tasks().map(any -> now.handling(error)));
  }

  /** An error that is caught, neither tried again nor handled, is dropped, as its author wished. */
  private boolean caught(Site site, Visit running, TryTask task, RunError error) {
    Handler handler = task.handler();
    return handler.retry().isEmpty()
        && handler.tasks().isEmpty()
        && catching(site, running, handler, error).isCaught(error);
  }

  private Catching catching(Site site, Visit running, Handler handler, RunError error) {
    return new Catching(
        at, handler, at.around(site, running).with(handler.as(), ErrorValue.of(error)));
  }

  private Outcome handling(Site site, Visit running, TryTask task, RunError error, boolean again) {
    String block = site.key().handler();
    Outcome outcome = walk.list(
        task.handler().tasks().orElseThrow(),
        block,
        site.pointer() + "/catch/do",
        running.input(),
        walk.last(block, again),
        site.around().with(task.handler().as(), ErrorValue.of(error)));
    return walk.closed(site, running, outcome);
  }
}
