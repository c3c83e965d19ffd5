package dev.carillon.running;

import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.workflow.Task.ForkTask;
import dev.carillon.workflow.TaskList.NamedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does {@code fork}. */
final class Forking {
  private final Surroundings at;
  private final Pages pages;
  private final Walk walk;
  private final Branching threads;

  Forking(Surroundings at, Pages pages, Walk walk, Branching threads) {
    this.at = at;
    this.pages = pages;
    this.walk = walk;
    this.threads = threads;
  }

  Outcome of(Site site, Visit begun, ForkTask fork, Optional<Visit> open) {
    Visit running = pages.write(begun);
    List<Branch> branches = new ArrayList<>();
    for (int index = 0; index < fork.branches().tasks().size(); index++) {
      branches.add(branch(site, fork, index));
    }
    Cancellation.Hook hook =
        site.around().cancellation().onCancel(() -> branches.forEach(Branch::cancel));
    try (hook) {
      return walk.closed(
          site, running, new Race(at, walk, threads, site, running, fork, branches).run(open));
    }
  }

  private static Branch branch(Site site, ForkTask fork, int index) {
    NamedTask named = fork.branches().tasks().get(index);
    VisitKey key = VisitKey.of(site.key().branches(), index, named.name(), 1);
    String pointer =
        site.pointer() + "/fork/branches/" + index + "/" + Pointers.escaped(named.name());
    return new Branch(new Site(key, pointer, named, site.around()), new Cancellation());
  }
}
