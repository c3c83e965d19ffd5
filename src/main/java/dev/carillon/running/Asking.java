package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.run.ErrorType;
import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitState;
import dev.carillon.workflow.Task.RunWorkflow;
import java.util.Optional;

/**
 * Does {@code run: workflow}. The visit and the run that it asks for are written in one transaction,
 * so there is at most one such run for each visit, whenever we crash; one that ended badly is asked
 * for anew only by a further attempt of the run.
 */
final class Asking {
  private static final String CHILD = "run";

  private final Surroundings at;
  private final Pages pages;
  private final Children children;

  Asking(Surroundings at, Pages pages, Children children) {
    this.at = at;
    this.pages = pages;
    this.children = children;
  }

  Outcome of(Site site, Visit begun, RunWorkflow task, Optional<Visit> open) {
    Optional<Run> child = child(begun);
    boolean spent = task.awaits()
        && open.filter(it -> it.attempt() != at.run().attempts()).isPresent()
        && child.filter(Asking::endedBadly).isPresent();
    if (child.isPresent() && !spent) {
      return task.awaits()
          ? result(site, begun, task, child.get(), open)
          : pages.done(site, begun, begun.input());
    }
    return ask(site, begun, task);
  }

  private Optional<Run> child(Visit begun) {
    return begun.progress().flatMap(it -> find(it.get(CHILD).textValue()));
  }

  private Optional<Run> find(String child) {
    return at.patience().get(() -> at.runs().find(new RunId(child)));
  }

  private static boolean endedBadly(Run child) {
    return child.state() == RunState.FAILED || child.state() == RunState.CANCELED;
  }

  private Outcome ask(Site site, Visit begun, RunWorkflow task) {
    StoredWorkflow workflow =
        children.find(task).orElseThrow(() -> new TaskFailedException(Faults.noWorkflow(task)));
    RunId id = children.ids().get();
    JsonNode input = at.evaluate(task.input(), at.around(site, begun));
    Visit asked = Visits.of(begun)
        .progress(Optional.of(JsonNodeFactory.instance.objectNode().put(CHILD, id.value())))
        .waiting(Optional.empty())
        .visit();
    Child child = new Child(
        id,
        workflow,
        children.attempts(workflow),
        children.delay(workflow),
        input,
        task.awaits(),
        at.limits().depth());
    at.unwritten().flush();
    boolean made =
        at.write(() -> at.runs().spawn(at.lease(), asked, child, at.clock().instant()));
    if (!made) {
      throw new TaskFailedException(RunError.of(
          ErrorType.CONFIGURATION,
          "more than " + at.limits().depth() + " runs asked for one another in a row, which is as"
              + " many as CARILLON_MAX_DEPTH allows"));
    }
    at.changed();
    children.poke().accept(id);
    return task.awaits() ? parked(site) : pages.done(site, asked, begun.input());
  }

  private static Outcome parked(Site site) {
    return new Outcome.Parked(site.around().earliest(), true);
  }

  private Outcome result(
      Site site, Visit begun, RunWorkflow task, Run child, Optional<Visit> open) {
    switch (child.state()) {
      case SUCCEEDED:
        JsonNode output = at.secrecy().masked(child.output().orElse(NullNode.getInstance()));
        return pages.done(site, begun, task.silent() ? NullNode.getInstance() : output);
      case FAILED:
        throw new TaskFailedException(at.secrecy().masked(failed(child)));
      case CANCELED:
        throw new TaskFailedException(
            RunError.of(ErrorType.RUNTIME, "the run " + child.id() + " was canceled"));
      default:
        return site.around().expired(at.clock().instant()).orElseGet(() -> {
          waits(begun, open);
          return parked(site);
        });
    }
  }

  /** Of a child that ended since, a run that parks hears only where a step is written as open. */
  private void waits(Visit begun, Optional<Visit> open) {
    boolean isWritten = open.filter(
            it -> it.state() == VisitState.WAITING && it.attempt() == at.run().attempts())
        .isPresent();
    if (!isWritten) {
      pages.waiting(begun, Optional.empty());
    }
  }

  /** Its type and status stay, so that a {@code catch} can tell it; the place is ours. */
  private static RunError failed(Run child) {
    RunError error = child.error().orElseThrow();
    return new RunError(
        error.type(),
        error.status(),
        error.title(),
        Optional.of("the run " + child.id() + " of " + child.workflow() + " failed"
            + error.detail().map(it -> ": " + it).orElse("")),
        Optional.empty(),
        Optional.empty());
  }
}
