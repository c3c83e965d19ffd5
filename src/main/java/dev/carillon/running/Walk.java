package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.workflow.Directive;
import dev.carillon.workflow.Durations;
import dev.carillon.workflow.Task;
import dev.carillon.workflow.TaskList;
import dev.carillon.workflow.TaskList.NamedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One walk down one run's definition, from where the journal ends. For one thread.
 *
 * <p>A list goes on behind its last visit; a visit that is done is never visited again, and one that
 * was in flight is visited again under its own key with its stored input. The stack is as deep as
 * the definition is nested, however long its loops are.
 */
final class Walk {
  private final Surroundings at;
  private final Pages pages;
  private final Effects effects;

  Walk(Surroundings at, Effects effects) {
    this.at = at;
    this.pages = new Pages(at);
    this.effects = effects;
  }

  /** Walks the whole definition and returns how the run came out of it. */
  Outcome top() {
    JsonNode raw = at.run().input();
    Optional<Visit> last = at.journal().last(at.run().id(), VisitKey.TOP);
    try {
      JsonNode input = last.isPresent() ? raw : at.evaluate(at.definition().input(), raw);
      Outcome outcome = list(at.definition().tasks(), VisitKey.TOP, "/do", input, last, at.scope());
      return outcome instanceof Outcome.Done done
          ? new Outcome.Done(
              at.evaluate(at.definition().output(), done.output()), Directive.CONTINUE)
          : outcome;
    } catch (ExpressionException broken) {
      return new Outcome.Failed(Faults.of(broken));
    }
  }

  private Outcome list(
      TaskList tasks,
      String block,
      String pointer,
      JsonNode input,
      Optional<Visit> last,
      Scope scope) {
    Map<String, Integer> visits = new HashMap<>();
    boolean fresh = last.isEmpty();
    Place place = Place.after(last, tasks, input);
    while (place.isIn(tasks)) {
      if (at.isStopping()) {
        return new Outcome.Stopped();
      }
      int index = place.index();
      NamedTask next = tasks.tasks().get(index);
      VisitKey key = place
          .open()
          .map(Visit::key)
          .orElseGet(() -> nextVisit(block, index, next, visits, fresh));
      String where = pointer + "/" + index + "/" + Pointers.escaped(next.name());
      Outcome outcome = visit(new Site(key, where, next, scope), place);
      if (!(outcome instanceof Outcome.Done done)) {
        return outcome;
      }
      place = Place.towards(done, place, tasks);
    }
    return new Outcome.Done(place.value(), place.leaving());
  }

  private VisitKey nextVisit(
      String block, int index, NamedTask next, Map<String, Integer> visits, boolean fresh) {
    String task = VisitKey.of(block, index, next.name(), 1).task();
    int before = visits.computeIfAbsent(
        task, it -> fresh ? 0 : at.journal().visits(at.run().id(), block, it));
    visits.put(task, before + 1);
    return new VisitKey(block, task, before + 1);
  }

  private Outcome visit(Site site, Place place) {
    try {
      return place.open().isPresent()
          ? again(site, place.open().get())
          : begin(site, place.value());
    } catch (ExpressionException broken) {
      return fault(site, place, Faults.of(broken));
    } catch (TaskFailedException failed) {
      return fault(site, place, failed.error());
    }
  }

  private Outcome begin(Site site, JsonNode raw) {
    Task.Frame frame = site.task().frame();
    if (frame.condition().isPresent()
        && !at.holds(frame.condition().get(), site.scope().on(raw))) {
      return pages.skipped(site, raw);
    }
    JsonNode input = at.evaluate(frame.input(), site.scope().on(raw));
    return work(site, pages.begun(site, raw, input), false);
  }

  /** An expression that failed may have been the one that makes the input, so it begins anew. */
  private Outcome again(Site site, Visit open) {
    return open.error().filter(Faults::isOfExpression).isPresent()
        ? begin(site, open.raw())
        : work(site, pages.resumed(open), true);
  }

  private Outcome work(Site site, Visit begun, boolean again) {
    Task task = site.task();
    Scope scope = at.around(site, begun);
    if (task instanceof Task.SetTask set) {
      return pages.done(site, begun, at.expressions().evaluate(set.value(), scope));
    }
    if (task instanceof Task.SwitchTask choice) {
      return pages.done(site, begun, begun.input(), way(choice, scope));
    }
    if (task instanceof Task.WaitTask wait) {
      return waiting(site, begun, wait, scope);
    }
    if (task instanceof Task.DoTask nested) {
      return block(site, begun, nested, again);
    }
    if (task instanceof Task.ForTask loop) {
      return loop(site, begun, loop, again);
    }
    Visit running = pages.write(begun);
    Effects.Result result = effects.of(task, running, scope);
    return pages.done(site, running, result.output(), result.log());
  }

  private Directive way(Task.SwitchTask choice, Scope scope) {
    return choice.cases().stream()
        .filter(it -> it.when().map(when -> at.expressions().holds(when, scope)).orElse(true))
        .findFirst()
        .map(Task.SwitchTask.Case::then)
        .orElse(choice.frame().then());
  }

  private Outcome waiting(Site site, Visit begun, Task.WaitTask wait, Scope scope) {
    Instant now = at.clock().instant();
    Instant wake = begun
        .wakeAt()
        .orElseGet(() -> now.plus(duration(at.expressions().evaluate(wait.duration(), scope))));
    if (!wake.isAfter(now)) {
      return pages.done(site, begun, begun.input());
    }
    pages.park(begun, wake);
    return new Outcome.Parked();
  }

  private static Duration duration(JsonNode value) {
    try {
      return Durations.of(value);
    } catch (IllegalArgumentException wrong) {
      throw new ExpressionException(wrong.getMessage());
    }
  }

  private Outcome block(Site site, Visit begun, Task.DoTask nested, boolean again) {
    Visit running = again ? begun : pages.write(begun);
    String inner = site.key().inner();
    Outcome outcome = list(
        nested.tasks(),
        inner,
        site.pointer() + "/do",
        running.input(),
        last(inner, again),
        site.scope());
    return closed(site, running, outcome);
  }

  private Outcome loop(Site site, Visit begun, Task.ForTask loop, boolean again) {
    Rounds rounds = again && begun.items().isPresent()
        ? Rounds.resumed(begun)
        : Rounds.over(at.expressions().evaluate(loop.in(), at.around(site, begun)), begun);
    Visit running = again && begun.items().isPresent() ? begun : pages.write(rounds.first(begun));
    boolean resumed = again;
    while (rounds.hasNext()) {
      if (at.isStopping()) {
        return new Outcome.Stopped();
      }
      String block = site.key().round(rounds.round());
      Scope scope = site.scope().with(loop.each(), rounds.item()).with(loop.at(), rounds.index());
      Optional<Visit> last = last(block, resumed);
      resumed = false;
      if (last.isEmpty()
          && loop.whileTrue().isPresent()
          && !at.holds(loop.whileTrue().get(), scope.on(rounds.value()))) {
        break;
      }
      String pointer = site.pointer() + "/do";
      Outcome outcome = list(loop.tasks(), block, pointer, rounds.value(), last, scope);
      if (!(outcome instanceof Outcome.Done done)) {
        return outcome;
      }
      rounds = rounds.after(done.output());
      if (!done.then().equals(Directive.CONTINUE)) {
        return closed(site, running, outcome);
      }
      if (rounds.hasNext()) {
        pages.progress(site.key(), rounds);
      }
    }
    return pages.done(site, running, rounds.value());
  }

  private Optional<Visit> last(String block, boolean again) {
    return again ? at.journal().last(at.run().id(), block) : Optional.empty();
  }

  /** Closes a block that its list came out of; {@code end} inside it ends the run. */
  private Outcome closed(Site site, Visit running, Outcome outcome) {
    if (!(outcome instanceof Outcome.Done done)) {
      return outcome;
    }
    return done.then().equals(Directive.END)
        ? pages.done(site, running, done.output(), Directive.END)
        : pages.done(site, running, done.output());
  }

  /** A block keeps its visit open, so that a further attempt goes on inside it. */
  private Outcome fault(Site site, Place place, RunError error) {
    RunError here = error.at(site.pointer());
    if (!site.isBlock()) {
      Visit open = at.journal()
          .find(at.run().id(), site.key())
          .orElseGet(() -> pages.begun(site, place.value(), place.value()));
      pages.faulted(open, here);
    }
    return new Outcome.Failed(here);
  }

  /**
   * Where a task is visited.
   *
   * @param key of the visit
   * @param pointer of the task in its definition
   * @param named the task
   * @param scope the variables of the loops around it
   */
  record Site(VisitKey key, String pointer, NamedTask named, Scope scope) {
    Task task() {
      return named.task();
    }

    boolean isBlock() {
      return task() instanceof Task.DoTask || task() instanceof Task.ForTask;
    }
  }
}
