package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit;
import dev.carillon.run.Visit.LogLine;
import dev.carillon.run.VisitKey;
import dev.carillon.run.VisitState;
import dev.carillon.running.Walk.Site;
import dev.carillon.workflow.Directive;
import dev.carillon.workflow.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The journal as a walk writes it: each method that writes is one commit under the lease. */
final class Pages {
  private final Surroundings at;

  Pages(Surroundings at) {
    this.at = at;
  }

  /** Returns a visit that begins now; nothing is written. */
  Visit begun(Site site, JsonNode raw, JsonNode input) {
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
        at.clock().instant(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a visit that was in flight or failed, begun again with the input it had. */
  Visit resumed(Visit open) {
    return Visits.of(open).running(at.run().attempts()).visit();
  }

  Visit write(Visit visit) {
    at.patience().run(() -> at.journal().write(at.lease(), visit, at.clock().instant()));
    at.changed();
    return visit;
  }

  Outcome skipped(Site site, JsonNode raw) {
    Visit begun = begun(site, raw, raw);
    Visit done =
        Visits.of(begun).done(raw, Directive.CONTINUE.text(), begun.startedAt()).visit();
    write(new Visit(
        done.key(),
        done.pointer(),
        done.name(),
        done.kind(),
        VisitState.SKIPPED,
        done.attempt(),
        raw,
        raw,
        done.output(),
        Optional.empty(),
        done.transition(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        done.startedAt(),
        done.endedAt(),
        Optional.empty()));
    return new Outcome.Done(raw, Directive.CONTINUE);
  }

  Outcome done(Site site, Visit visit, JsonNode output) {
    return done(site, visit, output, site.task().frame().then());
  }

  Outcome done(Site site, Visit visit, JsonNode output, Directive then) {
    return done(site, visit, output, then, List.of());
  }

  Outcome done(Site site, Visit visit, JsonNode output, List<LogLine> log) {
    return done(site, visit, output, site.task().frame().then(), log);
  }

  private Outcome done(Site site, Visit visit, JsonNode raw, Directive then, List<LogLine> log) {
    Task.Frame frame = site.task().frame();
    Scope around = at.around(site, visit).with("output", raw);
    JsonNode output = at.evaluate(frame.output(), around.on(raw));
    Optional<JsonNode> context = frame
        .export()
        .map(as -> at.expressions().evaluate(as, around.with("output", output).on(output)));
    Instant now = at.clock().instant();
    write(Visits.of(visit)
        .done(output, then.text(), now)
        .context(context)
        .logged(log)
        .visit());
    context.ifPresent(at::export);
    return new Outcome.Done(output, then);
  }

  void faulted(Visit visit, RunError error) {
    write(Visits.of(visit).faulted(error, at.clock().instant()).visit());
  }

  void park(Visit visit, Instant wake) {
    Visit waiting = Visits.of(visit).waiting(wake).visit();
    at.patience().run(() -> at.journal().park(at.lease(), waiting, at.clock().instant()));
    at.changed();
  }

  void progress(VisitKey loop, Rounds rounds) {
    at.patience()
        .run(() -> at.journal()
            .progress(at.lease(), loop, rounds.progress(), at.clock().instant()));
  }
}
