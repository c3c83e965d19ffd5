package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.run.Visit;
import dev.carillon.workflow.Directive;
import dev.carillon.workflow.Task.ForkTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The branches of one fork at work. The fork goes on when no branch is at work any more: nothing
 * writes to a block that is closed. A branch for which there is no thread stands in line; when none is
 * at work any more the fork does it itself, so forks within forks always get on. For the thread of the
 * fork.
 */
final class Race {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Surroundings at;
  private final Walk walk;
  private final Branching threads;
  private final Site site;
  private final Visit running;
  private final ForkTask fork;
  private final List<Branch> branches;
  private final Ends<End> ends = new Ends<>();
  private final Queue<Branch> line = new ArrayDeque<>();

  private record End(Branch branch, Outcome outcome, Throwable broken) {}

  Race(
      Surroundings at,
      Walk walk,
      Branching threads,
      Site site,
      Visit running,
      ForkTask fork,
      List<Branch> branches) {
    this.at = at;
    this.walk = walk;
    this.threads = threads;
    this.site = site;
    this.running = running;
    this.fork = fork;
    this.branches = branches;
  }

  Outcome run(Optional<Visit> open) {
    at.share().fork();
    try {
      return outcome(open);
    } finally {
      at.share().join();
      ends.restore();
    }
  }

  private Outcome outcome(Optional<Visit> open) {
    if (open.isPresent()) {
      branches.forEach(
          it -> before(it).filter(visit -> visit.state().isDone()).ifPresent(it::known));
    }
    Optional<Outcome> decided = decided();
    if (decided.isEmpty()) {
      branches.stream().filter(it -> it.outcome() == null).forEach(line::add);
      beginThoseInLine();
      decided = race();
    }
    quiet(decided);
    branches.stream().flatMap(it -> it.broken().stream()).findFirst().ifPresent(Race::rethrow);
    return concluded(decided);
  }

  /** Goes on until it is decided, or every branch is done or waits. */
  private Optional<Outcome> race() {
    while (isAtWork() || !line.isEmpty()) {
      if (!isAtWork()) {
        doHere(line.remove());
      }
      take();
      Optional<Outcome> decided = decided();
      if (decided.isPresent()) {
        return decided;
      }
      Instant now = at.clock().instant();
      if (isAtWork()) {
        branches.stream().filter(it -> it.isDue(now) && !line.contains(it)).forEach(line::add);
      }
      beginThoseInLine();
    }
    return decided();
  }

  private boolean isAtWork() {
    return branches.stream().anyMatch(Branch::isAtWork);
  }

  private Optional<Visit> before(Branch branch) {
    return at.read(journal -> journal.find(at.run().id(), branch.site().key()));
  }

  /** As many as there are threads for. */
  private void beginThoseInLine() {
    while (!line.isEmpty()
        && branches.stream().filter(Branch::isAtWork).count() < Branching.OF_ONE_FORK
        && threads.offer(work(line.element()))) {
      line.remove().begins();
    }
  }

  private void doHere(Branch branch) {
    branch.begins();
    work(branch).run();
  }

  private Runnable work(Branch branch) {
    return () -> {
      try {
        Optional<Visit> open = before(branch);
        ends.add(new End(branch, walk.visit(branch.site(), running.input(), open), null));
      } catch (RuntimeException | Error broken) {
        ends.add(new End(branch, new Outcome.Stopped(), broken));
      }
    };
  }

  private void take() {
    ends.take(LOOK)
        .forEach(it -> it.branch().ends(it.outcome(), it.broken(), at.clock().instant()));
    if (ends.wasInterrupted()) {
      branches.forEach(Branch::cancel);
    }
  }

  /** Breaks off who is still at work, unless the whole walk is to stop at its next steps, and waits. */
  private void quiet(Optional<Outcome> decided) {
    boolean stopping = decided.filter(Outcome.Stopped.class::isInstance).isPresent()
        && branches.stream().allMatch(it -> it.broken().isEmpty());
    if (!stopping) {
      branches.stream().filter(Branch::isAtWork).forEach(Branch::cancel);
    }
    while (isAtWork()) {
      take();
    }
  }

  /** Returns how the fork comes out, once that is sure. */
  private Optional<Outcome> decided() {
    return first(Outcome.Stopped.class)
        .or(() -> first(Outcome.Expired.class))
        .or(this::ending)
        .or(() -> fork.compete() ? won() : all());
  }

  private Optional<Outcome> first(Class<? extends Outcome> kind) {
    return branches.stream().map(Branch::outcome).filter(kind::isInstance).findFirst();
  }

  /** A branch that says {@code end} ends the run. */
  private Optional<Outcome> ending() {
    return branches.stream()
        .map(Branch::outcome)
        .filter(it -> it instanceof Outcome.Done done && done.then().equals(Directive.END))
        .findFirst();
  }

  private Optional<Outcome> won() {
    Optional<Outcome> winner = branches.stream()
        .filter(Branch::isDone)
        .min(Comparator.comparing(Branch::endedAt))
        .map(it -> new Outcome.Done(((Outcome.Done) it.outcome()).output(), Directive.CONTINUE));
    boolean allLost = branches.stream().allMatch(it -> it.outcome() instanceof Outcome.Failed);
    return winner.or(() -> allLost ? first(Outcome.Failed.class) : Optional.empty());
  }

  private Optional<Outcome> all() {
    return first(Outcome.Failed.class).or(() -> {
      if (!branches.stream().allMatch(Branch::isDone)) {
        return Optional.empty();
      }
      ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
      branches.forEach(it -> outputs.add(output(it)));
      return Optional.of(new Outcome.Done(outputs, Directive.CONTINUE));
    });
  }

  private static JsonNode output(Branch branch) {
    return ((Outcome.Done) branch.outcome()).output();
  }

  private Outcome concluded(Optional<Outcome> decided) {
    if (decided.isEmpty()) {
      List<Outcome.Parked> parked =
          branches.stream().flatMap(it -> it.parked().stream()).toList();
      return new Outcome.Parked(
          parked.stream().flatMap(it -> it.until().stream()).min(Comparator.naturalOrder()),
          parked.stream().anyMatch(Outcome.Parked::forAnother));
    }
    Outcome outcome = decided.get();
    if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Failed) {
      at.breakOff(site.key().branches(), "another branch of its fork ended first");
    }
    return outcome;
  }

  private static void rethrow(Throwable broken) {
    if (broken instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) broken;
  }
}
