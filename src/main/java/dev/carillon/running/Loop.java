package dev.carillon.running;

import dev.carillon.run.Visit;
import dev.carillon.workflow.Directive;
import dev.carillon.workflow.Task.ForTask;
import java.util.Optional;

/** Does {@code for}. */
final class Loop {
  private final Surroundings at;
  private final Pages pages;
  private final Walk walk;

  Loop(Surroundings at, Pages pages, Walk walk) {
    this.at = at;
    this.pages = pages;
    this.walk = walk;
  }

  Outcome of(Site site, Visit begun, ForTask loop, Optional<Visit> open) {
    boolean resumed = open.flatMap(Visit::items).isPresent();
    Rounds rounds = resumed
        ? resumed(site, begun)
        : Rounds.over(at.evaluate(loop.in(), at.around(site, begun)), begun);
    Visit running = pages.note(rounds.in(begun));
    while (rounds.hasNext()) {
      Optional<Outcome> ended = site.around().ended(at);
      if (ended.isPresent()) {
        return ended.get();
      }
      String block = site.key().round(rounds.round());
      Enclosure around =
          site.around().with(loop.each(), rounds.item()).with(loop.at(), rounds.index());
      Optional<Visit> last = walk.last(block, resumed);
      resumed = false;
      if (last.isEmpty() && isOver(loop, site, running, rounds)) {
        break;
      }
      Outcome outcome =
          walk.list(loop.tasks(), block, site.pointer() + "/do", rounds.value(), last, around);
      if (!(outcome instanceof Outcome.Done done)) {
        return outcome;
      }
      rounds = rounds.after(done.output());
      if (!done.then().equals(Directive.CONTINUE)) {
        return walk.closed(site, running, outcome);
      }
      at.unwritten().progress(site.key(), rounds.progress());
    }
    return pages.done(site, running, rounds.value());
  }

  private Rounds resumed(Site site, Visit begun) {
    Rounds rounds = Rounds.resumed(begun);
    return rounds.round() == 0
        ? rounds
        : walk.last(site.key().round(rounds.round() - 1), true)
            .map(it -> rounds.handed(Place.done(it).output()))
            .orElse(rounds);
  }

  private boolean isOver(ForTask loop, Site site, Visit running, Rounds rounds) {
    return loop.whileTrue()
        .filter(it -> !at.holds(it, seen(loop, site, running, rounds)))
        .isPresent();
  }

  /** Returns what {@code while} sees: what the task does, with the round that would begin. */
  private Scope seen(ForTask loop, Site site, Visit running, Rounds rounds) {
    return at.around(site, running)
        .with(loop.each(), rounds.item())
        .with(loop.at(), rounds.index())
        .on(rounds.value());
  }
}
