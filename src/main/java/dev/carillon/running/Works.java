package dev.carillon.running;

import dev.carillon.run.Visit;
import dev.carillon.workflow.Directive;
import dev.carillon.workflow.Task;
import java.time.Instant;
import java.util.Optional;

/** What each kind of task does when it is its turn. For one walk; shared by its branches. */
final class Works {
  private final Surroundings at;
  private final Pages pages;
  private final Walk walk;
  private final Effects effects;
  private final Loop loops;
  private final Trying tries;
  private final Forking forks;
  private final Asking asks;

  Works(
      Surroundings at,
      Pages pages,
      Walk walk,
      Effects effects,
      Branching branching,
      Children children) {
    this.at = at;
    this.pages = pages;
    this.walk = walk;
    this.effects = effects;
    this.loops = new Loop(at, pages, walk);
    this.tries = new Trying(at, pages, walk);
    this.forks = new Forking(at, pages, walk, branching);
    this.asks = new Asking(at, pages, children);
  }

  /**
   * Does the work of a task whose input is there.
   *
   * @param site with the task's own time limit
   * @param begun the visit to go on with
   * @param open the visit as the journal has it, if it has
   */
  Outcome of(Site site, Visit begun, Optional<Visit> open) {
    Task task = site.task();
    if (task instanceof Task.SetTask set) {
      return pages.done(site, begun, at.evaluate(set.value(), at.around(site, begun)));
    } else if (task instanceof Task.SwitchTask choice) {
      return pages.done(site, begun, begun.input(), way(choice, at.around(site, begun)));
    } else if (task instanceof Task.RaiseTask raise) {
      throw new TaskFailedException(Raising.error(raise.error(), at, site, at.around(site, begun)));
    } else if (task instanceof Task.WaitTask wait) {
      return waiting(site, begun, wait);
    } else if (task instanceof Task.DoTask nested) {
      return block(site, begun, nested, open);
    } else if (task instanceof Task.CallDefined call) {
      return defined(site, begun, call, open);
    } else if (task instanceof Task.ForTask loop) {
      return loops.of(site, begun, loop, open);
    } else if (task instanceof Task.TryTask tried) {
      return tries.of(site, begun, tried, open);
    } else if (task instanceof Task.ForkTask fork) {
      return forks.of(site, begun, fork, open);
    } else if (task instanceof Task.RunWorkflow run) {
      return asks.of(site, begun, run, open);
    }
    return effect(site, begun);
  }

  private Directive way(Task.SwitchTask choice, Scope scope) {
    return choice.cases().stream()
        .filter(it -> it.when().map(when -> at.holds(when, scope)).orElse(true))
        .findFirst()
        .map(Task.SwitchTask.Case::then)
        .orElse(choice.frame().then());
  }

  /** What comes when a time limit has passed comes too late, whatever it is. */
  private Outcome effect(Site site, Visit begun) {
    Visit running = pages.write(begun);
    try {
      Effects.Result result = effects.of(site, running, at.around(site, running));
      Optional<Outcome> late = site.around().expired(at.clock().instant());
      if (late.isEmpty()) {
        return pages.effected(site, running, result.output(), result.log());
      }
      pages.said(running, result.log());
      return late.get();
    } catch (TaskFailedException failed) {
      pages.said(running, failed.log());
      return site.around().expired(at.clock().instant()).orElseThrow(() -> failed);
    }
  }

  /** A wait that ended before its time limit has ended, however late we come. */
  private Outcome waiting(Site site, Visit begun, Task.WaitTask wait) {
    Instant now = at.clock().instant();
    Instant wake = begun
        .wakeAt()
        .orElseGet(() -> now.plus(at.duration(wait.duration(), at.around(site, begun))));
    boolean inTime = begun.deadline().map(it -> !wake.isAfter(it)).orElse(true);
    if (!wake.isAfter(now) && inTime) {
      return pages.done(site, begun, begun.input());
    }
    pages.waiting(begun, Optional.of(wake));
    return site.around()
        .expired(now)
        .orElseGet(() -> Outcome.Parked.until(site.around().noLaterThan(wake)));
  }

  private Outcome block(Site site, Visit begun, Task.DoTask nested, Optional<Visit> open) {
    Visit running = pages.note(begun);
    String inner = site.key().inner();
    Outcome outcome = walk.list(
        nested.tasks(),
        inner,
        site.pointer() + "/do",
        running.input(),
        walk.last(inner, open.isPresent()),
        site.around());
    return walk.closed(site, running, outcome);
  }

  /** A function sees its input and the run, not the loops around the task that calls it. */
  private Outcome defined(Site site, Visit begun, Task.CallDefined call, Optional<Visit> open) {
    Visit running = pages.note(begun);
    Site inner = DefinedFunctions.site(site, call, at);
    Optional<Visit> before = open.isPresent()
        ? at.read(journal -> journal.find(at.run().id(), inner.key()))
        : Optional.empty();
    if (before.filter(it -> it.state().isDone()).isPresent()) {
      return walk.closed(site, running, Place.done(before.get()));
    }
    var raw = call.arguments()
        .map(it -> at.evaluate(it, at.around(site, running)))
        .orElse(running.input());
    return walk.closed(site, running, walk.visit(inner, raw, before));
  }
}
