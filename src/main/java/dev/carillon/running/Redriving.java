package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.authoring.Definitions;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.authoring.UnknownWorkflowException;
import dev.carillon.run.Redrive;
import dev.carillon.run.Redrive.From;
import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.Decision.Due;
import dev.carillon.running.NotRedrivableException.Why;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.InvalidDefinitionException;
import dev.carillon.workflow.ScheduleDefaults;
import dev.carillon.workflow.WorkflowId;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Does runs again that ended without success, by somebody's wish. Each run goes on itself, or has one
 * run in its place, never both; so of those that stand for one due time at most one is under way or
 * succeeded. May be shared by threads.
 */
public final class Redriving {
  private final RunStore runs;
  private final Definitions definitions;
  private final RunIds ids;
  private final Walkers walkers;
  private final Changes changes;
  private final Takeover takeover;

  Redriving(
      RunStore runs,
      Definitions definitions,
      RunIds ids,
      Walkers walkers,
      Changes changes,
      Limits limits) {
    this.runs = runs;
    this.definitions = definitions;
    this.ids = ids;
    this.walkers = walkers;
    this.changes = changes;
    this.takeover = new Takeover(limits);
  }

  /**
   * Lets a run go on with a further attempt: at the step that failed or was broken off, by the
   * definition that it pinned, with what is left of its budget, which is one attempt at the least.
   * What is done is not done again. It waits until its schedule's slot is free.
   *
   * @throws UnknownRunException if there is no such run
   * @throws NotRedrivableException if it cannot go on
   */
  public Run goOn(RunId run, Redrive.Wish wish) {
    mustBeReadable(runs.get(run));
    Run again = runs.redrive(run, wish, Redriving::mustBeFree);
    tell(again);
    return again;
  }

  /**
   * Makes another run in the place of one, from the start, by the workflow's present version. It
   * stands for the due time of the old one, and waits until its schedule's slot is free.
   *
   * @param input of the new run; empty for that of the old one
   * @throws UnknownRunException if there is no such run
   * @throws NotRedrivableException if none can be made
   */
  public Run anew(RunId run, Optional<JsonNode> input, Redrive.Wish wish) {
    return inPlaceOf(runs.get(run), input, From.START, wish, this::start);
  }

  /**
   * Makes another run in the place of one, which goes on where that failed or was broken off: by the
   * version that the old one pinned, with all that it finished and what that gave. The new one has its
   * own attempts, time limit and idempotency keys.
   *
   * @param input of the new run; empty for that of the old one. With another one, what was finished
   *     stays as it is, and a task inside of which something was finished keeps what it was handed
   * @throws UnknownRunException if there is no such run
   * @throws NotRedrivableException if none can be made
   */
  public Run anewAtFailedStep(RunId run, Optional<JsonNode> input, Redrive.Wish wish) {
    Run old = runs.get(run);
    mustBeReadable(old);
    StoredWorkflow pinned = definitions.pinned(old.workflow(), old.version(), old.hash());
    return inPlaceOf(old, input, From.FAILED_STEP, wish, (ended, view) -> {
      Decision.Start start = start(ended, view, pinned);
      takeover.admit(ended.journal());
      return start;
    });
  }

  private Run inPlaceOf(
      Run old,
      Optional<JsonNode> input,
      From from,
      Redrive.Wish wish,
      BiFunction<Ended, AdmissionView, Decision.Start> rule) {
    Arrival arrival = new Arrival(
        ids.next(),
        "api",
        old.workflow(),
        Trigger.REDRIVE,
        Optional.empty(),
        Optional.empty(),
        0,
        old.schedule(),
        old.revision(),
        old.dueTime(),
        Optional.empty(),
        input.orElse(old.input()),
        Ownership.OURS,
        wish.at(),
        Optional.empty());
    Run made = runs.redriveAnew(arrival, old.id(), from, wish, rule);
    tell(old);
    tell(made);
    return made;
  }

  private void tell(Run run) {
    changes.tell(new Changes.Change(run.workflow(), run.id()));
    walkers.poke(run.id());
  }

  private void mustBeReadable(Run run) {
    try {
      definitions.pinned(run.hash());
    } catch (UnknownWorkflowException | InvalidDefinitionException unreadable) {
      throw new NotRedrivableException(
          Why.DEFINITION_GONE,
          "version " + run.version() + " of " + run.workflow()
              + " cannot be read any more; do it again as a new run from the start, by the present version",
          Optional.empty());
    }
  }

  private static void mustBeFree(Ended ended) {
    Run run = ended.run();
    Optional<RunId> rival = ended.ran().filter(it -> !it.equals(run.id()));
    if (ended.heir().isPresent()) {
      throw new NotRedrivableException(
          Why.REDRIVEN,
          "run " + ended.heir().get() + " was made in its place; look after that one",
          ended.heir());
    }
    if (run.state() == RunState.SUCCEEDED) {
      throw new NotRedrivableException(
          Why.SUCCEEDED,
          "it succeeded; to have its work done once more, run the workflow",
          Optional.empty());
    }
    if (!run.state().isEnded()) {
      throw new NotRedrivableException(
          Why.GOES_ON, "it is not over; wait for its end, or cancel it first", Optional.empty());
    }
    if (rival.isPresent()) {
      throw new NotRedrivableException(
          Why.DUE_TIME_TAKEN,
          "run " + rival.get() + " has its due time by now; look after that one",
          rival);
    }
    if (ended.stopping()) {
      throw new NotRedrivableException(
          Why.NOT_STOPPED,
          "what it, or a run that it waited for, was doing has not stopped yet; try again in a few seconds",
          Optional.empty());
    }
  }

  private Decision.Start start(Ended ended, AdmissionView view) {
    mustBeReplaceable(ended);
    WorkflowId workflow = ended.run().workflow();
    return start(
        ended,
        view,
        view.workflow(workflow)
            .orElseThrow(() -> new NotRedrivableException(
                Why.DEFINITION_GONE,
                "the workflow " + workflow
                    + " was removed; at the failed step it may go on still, as the same run or as a"
                    + " new one",
                Optional.empty())));
  }

  private static void mustBeReplaceable(Ended ended) {
    mustBeFree(ended);
    if (ended.parent().isPresent()) {
      throw new NotRedrivableException(
          Why.AWAITED,
          "run " + ended.parent().get() + " waited for it, and would not know of another one in its"
              + " place; let it go on as the same run, or do that one again",
          ended.parent());
    }
  }

  /** No pause holds it up: somebody wants just this one. */
  private Decision.Start start(Ended ended, AdmissionView view, StoredWorkflow workflow) {
    mustBeReplaceable(ended);
    Run old = ended.run();
    Optional<Wording> wording = old.schedule()
        .flatMap(view::schedule)
        .flatMap(it -> view.revision(it.id(), it.revision()))
        .map(Revision::wording);
    ScheduleDefaults said = definitions.of(workflow).schedule();
    return new Decision.Start(
        workflow,
        Trigger.REDRIVE,
        1
            + wording
                .map(Wording::retries)
                .orElseGet(() -> said.retries().orElse(Wording.DEFAULT_RETRIES)),
        wording.isPresent() ? wording.get().retryDelay() : said.retryDelay().map(RetryDelay::new),
        old.dueTime()
            .flatMap(time -> old.schedule()
                .map(schedule -> new Due(schedule, old.revision(), time, old.provisional()))),
        turn(old, wording, view));
  }

  private static Turn turn(Run old, Optional<Wording> wording, AdmissionView view) {
    boolean alone = wording.filter(it -> it.overlap() != Overlap.ALLOW).isPresent();
    return alone && !view.unended(old.schedule().orElseThrow()).isEmpty()
        ? Turn.QUEUED
        : Turn.AT_ONCE;
  }
}
