package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit;
import dev.carillon.run.Visit.LogLine;
import dev.carillon.run.VisitState;
import dev.carillon.workflow.Directive;
import dev.carillon.workflow.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The journal as a walk writes it, under the lease. Shared by the branches of a walk. */
final class Pages {
  private final Surroundings at;

  Pages(Surroundings at) {
    this.at = at;
  }

  /** Returns a visit that begins now; nothing is written. */
  Visit begun(Site site, JsonNode raw, JsonNode input, Instant now) {
    return new Visit(
        site.key(),
        site.pointer(),
        site.named().name(),
        site.task().kind(),
        VisitState.RUNNING,
        at.run().attempts(),
        raw,
        input,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a visit that was in flight or failed, begun again with the input it had. */
  Visit resumed(Visit open) {
    Visits again = Visits.of(open).running(at.run().attempts());
    return open.isTakenOver() ? again.startedAt(at.clock().instant()).visit() : again.visit();
  }

  /** Writes a visit that does nothing outside the run; it is committed by and by. */
  Visit note(Visit visit) {
    at.unwritten().add(visit);
    return visit;
  }

  /** Writes a visit, and commits it and all that was written before. */
  Visit write(Visit visit) {
    note(visit);
    at.unwritten().flush();
    return visit;
  }

  /** Keeps the lines of a visit that has not succeeded. */
  void said(Visit visit, List<LogLine> log) {
    if (!log.isEmpty()) {
      note(Visits.of(visit).logged(log).visit());
    }
  }

  Outcome skipped(Site site, JsonNode raw, Instant now) {
    note(Visits.of(begun(site, raw, raw, now))
        .done(raw, Directive.CONTINUE.text(), now)
        .skipped()
        .visit());
    return new Outcome.Done(raw, Directive.CONTINUE);
  }

  Outcome done(Site site, Visit visit, JsonNode output) {
    return done(site, visit, output, site.task().frame().then());
  }

  Outcome done(Site site, Visit visit, JsonNode output, Directive then) {
    return done(site, visit, output, then, List.of());
  }

  /** Ends the visit of a task with an effect: committed at once. */
  Outcome effected(Site site, Visit visit, JsonNode output, List<LogLine> log) {
    Outcome done = done(site, visit, output, site.task().frame().then(), log);
    at.unwritten().flush();
    return done;
  }

  private Outcome done(Site site, Visit visit, JsonNode raw, Directive then, List<LogLine> log) {
    Task.Frame frame = site.task().frame();
    Scope around = RuntimeFacts.with(at.around(site, visit), raw);
    JsonNode output =
        at.fitting(frame.schemas().output(), at.evaluate(frame.output(), around.on(raw)), "output");
    Optional<JsonNode> context = frame
        .export()
        .map(as -> at.evaluate(as, around.with("output", output).on(output)))
        .map(it -> at.fitting(frame.schemas().export(), it, "exported context"));
    Visit done = Visits.of(visit)
        .done(output, then.text(), at.clock().instant())
        .context(context)
        .logged(log)
        .visit();
    if (context.isPresent()) {
      export(done, context.get());
    } else {
      note(done);
    }
    return new Outcome.Done(output, then);
  }

  /** Of two branches that export, the one that is written last is the one that is seen. */
  private void export(Visit done, JsonNode context) {
    synchronized (at) {
      note(done);
      at.export(context);
    }
  }

  /** Writes that a visit failed, unless that is written. */
  void faulted(Visit visit, RunError error) {
    boolean known = visit.state() == VisitState.FAULTED
        && visit.attempt() == at.run().attempts()
        && visit.error().equals(Optional.of(error));
    if (!known) {
      write(Visits.of(resumed(visit)).faulted(error, at.clock().instant()).visit());
    }
  }

  /** Writes that a visit waits. */
  Visit waiting(Visit visit, Optional<Instant> until) {
    return write(Visits.of(visit).waiting(until).visit());
  }
}
