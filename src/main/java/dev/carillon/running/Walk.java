package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.run.VisitState;
import dev.carillon.schedule.LongestRun;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.Directive;
import dev.carillon.workflow.Task;
import dev.carillon.workflow.TaskList;
import dev.carillon.workflow.TaskList.NamedTask;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One walk down one run's definition, from where the journal ends.
 *
 * <p>A list goes on behind its last visit; a visit that is done is never visited again, and one that
 * was in flight is visited again under its own key with its stored input. One that failed in this
 * attempt of the run is not done again, but fails as it did. The stack is as deep as the definition
 * is nested, however long its loops are. Branches of a fork walk in threads of their own.
 */
final class Walk {
  private final Surroundings at;
  private final Cancellation cancellation;
  private final Pages pages;
  private final Works works;

  Walk(
      Surroundings at,
      Effects effects,
      Branching branching,
      Children children,
      Cancellation cancellation) {
    this.at = at;
    this.cancellation = cancellation;
    this.pages = new Pages(at);
    this.works = new Works(at, pages, this, effects, branching, children);
  }

  /** Walks the whole definition and returns how the run came out of it; all of it is written. */
  Outcome top() {
    try {
      Outcome outcome = whole();
      at.unwritten().flush();
      return outcome;
    } catch (TooMuchException tooMuch) {
      return new Outcome.Broken(tooMuch.error());
    }
  }

  private Outcome whole() {
    JsonNode raw = at.run().input();
    Optional<Visit> last = at.read(it -> it.last(at.run().id(), VisitKey.TOP));
    // One that goes on for another run has its own input, which nobody has looked at yet.
    boolean first = last.isEmpty() || last.get().isTakenOver();
    try {
      JsonNode input = first ? of("/input", () -> input(raw)) : raw;
      Optional<Instant> bound = of("/timeout", () -> bound(raw, first));
      Enclosure around =
          new Enclosure(at.scope(), List.of(), cancellation).until(Deadline.RUN, bound);
      Outcome outcome =
          list(at.definition().tasks(), VisitKey.TOP, VisitKey.TOP, input, last, around);
      return outcome instanceof Outcome.Done done
          ? new Outcome.Done(of("/output", () -> output(done.output())), Directive.CONTINUE)
          : outcome instanceof Outcome.Expired ? late(bound) : outcome;
    } catch (TaskFailedException failed) {
      return new Outcome.Failed(failed.error());
    }
  }

  /** Does what the workflow itself says; its errors point at that member of the definition. */
  private static <T> T of(String member, Supplier<T> work) {
    try {
      return work.get();
    } catch (ExpressionException broken) {
      throw new TaskFailedException(Faults.of(broken).at(member));
    } catch (TaskFailedException failed) {
      throw new TaskFailedException(failed.error().at(member));
    }
  }

  private JsonNode input(JsonNode raw) {
    at.fitting(at.definition().schemas().input(), raw, "input of the workflow");
    return at.evaluate(at.definition().input(), at.scope().on(raw));
  }

  private JsonNode output(JsonNode last) {
    return at.fitting(
        at.definition().schemas().output(),
        at.evaluate(at.definition().output(), at.scope().on(last)),
        "output of the workflow");
  }

  /** Returns when the run's time is over: counted from its first start, over all its attempts. */
  private Optional<Instant> bound(JsonNode raw, boolean first) {
    if (at.run().deadline().isPresent()) {
      return at.run().deadline();
    }
    Optional<Instant> own = at.deadline(at.definition().timeout(), at.scope().on(raw), start());
    Optional<Instant> ofItsSchedule =
        first ? longestRun().map(it -> start().plus(it.length())) : Optional.empty();
    return Stream.concat(own.stream(), ofItsSchedule.stream())
        .min(Comparator.naturalOrder())
        .map(it -> at.write(() -> at.runs().bound(at.lease(), it)));
  }

  private Instant start() {
    return at.run().startedAt().orElseGet(at.clock()::instant);
  }

  /** For how long its schedule lets it go on, by the revision that it was due under. */
  private Optional<LongestRun> longestRun() {
    return at.run()
        .schedule()
        .flatMap(it -> at.read(any -> at.runs().wording(it, at.run().revision())))
        .flatMap(Wording::longestRun);
  }

  /** Names the schedule's limit only if that is the one: a workflow's own may be shorter. */
  private Outcome late(Optional<Instant> bound) {
    at.breakOff(VisitKey.TOP, "the time of the run is over");
    Optional<LongestRun> passed = longestRun()
        .filter(it -> bound.filter(start().plus(it.length())::isAfter).isEmpty());
    return new Outcome.Broken(passed
        .map(it ->
            Faults.late("the run took longer than its schedule lets it, longestRun " + it.text()))
        .orElseGet(() -> Faults.late("the run took longer than it may").at("/timeout")));
  }

  /**
   * Does a list of tasks.
   *
   * @param block its key
   * @param pointer of the list in the definition
   * @param last its visit that was begun last, if it was begun before
   */
  Outcome list(
      TaskList tasks,
      String block,
      String pointer,
      JsonNode input,
      Optional<Visit> last,
      Enclosure around) {
    Map<String, Integer> visits = new HashMap<>();
    boolean fresh = last.isEmpty();
    Place place = Place.after(last, tasks, input);
    while (place.isIn(tasks)) {
      Optional<Outcome> ended = around.ended(at);
      if (ended.isPresent()) {
        return ended.get();
      }
      int index = place.index();
      NamedTask next = tasks.tasks().get(index);
      VisitKey key = place
          .open()
          .map(Visit::key)
          .orElseGet(() -> nextVisit(block, index, next, visits, fresh));
      String where = pointer + "/" + index + "/" + Pointers.escaped(next.name());
      Outcome outcome = visit(new Site(key, where, next, around), place.value(), place.open());
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
        task, it -> fresh ? 0 : at.read(journal -> journal.visits(at.run().id(), block, it)));
    visits.put(task, before + 1);
    return new VisitKey(block, task, before + 1);
  }

  /**
   * Visits one task.
   *
   * @param raw what it is handed
   * @param open the visit as it stands, if it was begun and is not done
   */
  Outcome visit(Site site, JsonNode raw, Optional<Visit> open) {
    Limits.admit(site.key());
    Outcome outcome = tried(site, raw, open);
    if (outcome instanceof Outcome.Failed && site.around().cancellation().isCancelled()) {
      // Broken off because of what happened elsewhere: that is no fault of the task's.
      return new Outcome.Stopped();
    }
    if (outcome instanceof Outcome.Expired expired
        && expired.owner().equals(site.key().value())) {
      at.breakOff(site.key().value(), "the time of the task that waits for it is over");
      outcome = new Outcome.Failed(Faults.late("the task took longer than it may"));
    }
    return outcome instanceof Outcome.Failed failed ? fault(site, raw, failed.error()) : outcome;
  }

  private Outcome tried(Site site, JsonNode raw, Optional<Visit> open) {
    try {
      return open.isPresent() ? again(site, open.get()) : begin(site, raw, open);
    } catch (ExpressionException broken) {
      return new Outcome.Failed(Faults.of(broken));
    } catch (TaskFailedException failed) {
      return new Outcome.Failed(failed.error());
    }
  }

  private Outcome begin(Site site, JsonNode raw, Optional<Visit> before) {
    Task.Frame frame = site.task().frame();
    Instant now = at.clock().instant();
    Scope outside = at.before(site, raw, now);
    if (frame.condition().isPresent() && !at.holds(frame.condition().get(), outside)) {
      return pages.skipped(site, raw, now);
    }
    at.fitting(frame.schemas().input(), raw, "input");
    JsonNode input = at.evaluate(frame.input(), outside);
    Visit begun = before
        .map(it -> Visits.of(pages.resumed(it)).input(input).visit())
        .orElseGet(() -> pages.begun(site, raw, input, now));
    return work(site, timed(site, begun, now), before);
  }

  private Outcome again(Site site, Visit open) {
    boolean inThisAttempt = open.attempt() == at.run().attempts();
    if (open.state() == VisitState.FAULTED && inThisAttempt) {
      return new Outcome.Failed(open.error().orElseThrow());
    }
    if (open.error().filter(it -> Faults.mayBeOfTheInputOf(site, it)).isPresent()) {
      return begin(site, open.raw(), Optional.of(open));
    }
    Visit resumed = pages.resumed(open);
    return work(
        site,
        inThisAttempt ? resumed : timed(site, resumed, at.clock().instant()),
        Optional.of(open));
  }

  /** Each attempt of the run has the task's whole time; within one, no restart gives more. */
  private Visit timed(Site site, Visit begun, Instant now) {
    Optional<Instant> deadline =
        at.deadline(site.task().frame().timeout(), at.around(site, begun), now);
    return deadline.isEmpty() ? begun : Visits.of(begun).deadline(deadline).visit();
  }

  private Outcome work(Site site, Visit begun, Optional<Visit> open) {
    Enclosure inside = site.around().until(site.key().value(), begun.deadline());
    return works.of(site.within(inside), begun, open);
  }

  private Outcome fault(Site site, JsonNode raw, RunError error) {
    RunError here = error.at(site.pointer());
    at.unwritten().flush();
    Visit visit = at.read(journal -> journal.find(at.run().id(), site.key()))
        .orElseGet(() -> pages.begun(site, raw, raw, at.clock().instant()));
    pages.faulted(visit, here);
    return new Outcome.Failed(here);
  }

  /** Returns the visit of a block that was begun last, if the block may have been begun. */
  Optional<Visit> last(String block, boolean again) {
    return again ? at.read(it -> it.last(at.run().id(), block)) : Optional.empty();
  }

  /** Closes a block that its list came out of; {@code end} inside it ends the run. */
  Outcome closed(Site site, Visit running, Outcome outcome) {
    if (!(outcome instanceof Outcome.Done done)) {
      return outcome;
    }
    return done.then().equals(Directive.END)
        ? pages.done(site, running, done.output(), Directive.END)
        : pages.done(site, running, done.output());
  }
}
