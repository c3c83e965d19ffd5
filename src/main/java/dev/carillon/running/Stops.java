package dev.carillon.running;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;

/**
 * What follows once a run was ended by a wish: it is broken off here, and those that it waited for
 * with it. May be shared by threads.
 */
final class Stops {
  private final RunStore runs;
  private final Walkers walkers;
  private final Changes changes;

  Stops(RunStore runs, Walkers walkers, Changes changes) {
    this.runs = runs;
    this.walkers = walkers;
    this.changes = changes;
  }

  void follow(RunId ended) {
    runs.find(ended).ifPresent(this::follow);
  }

  void follow(Run ended) {
    one(ended);
    runs.descendants(ended.id()).forEach(it -> runs.find(it).ifPresent(this::one));
    ended.parent().ifPresent(walkers::poke);
  }

  private void one(Run ended) {
    if (ended.state() == RunState.CANCELED) {
      walkers.cancel(ended);
    }
    changes.tell(new Changes.Change(ended.workflow(), ended.id()));
  }
}
