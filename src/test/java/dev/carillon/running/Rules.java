package dev.carillon.running;

import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import dev.carillon.run.RunId;
import dev.carillon.running.Decision.Due;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Simple rules of admission, and what they are about, for the tests of stores. */
final class Rules {
  static final StoredWorkflow HELLO = version("hello", "1.0.0");

  static final RunError BROKEN = RunError.of(ErrorType.COMMUNICATION, "nobody answered");

  private Rules() {}

  static StoredWorkflow version(String id, String version) {
    String source = "document: {name: " + id + ", version: " + version + "}";
    return new StoredWorkflow(
        new WorkflowId(id),
        version,
        DefinitionHash.of(source),
        source,
        Instant.parse("2026-11-22T11:00:00Z"),
        "Zoë");
  }

  static Optional<Due> due(Arrival arrival) {
    return arrival
        .due()
        .map(time -> new Due(arrival.schedule().orElseThrow(), arrival.revision(), time));
  }

  /** Starts, whatever was before. */
  static Function<AdmissionView, Decision> start(Arrival arrival) {
    return view -> new Decision.Start(HELLO, arrival.trigger(), 4, due(arrival));
  }

  /** Starts once for a message and once for a due time. */
  static Function<AdmissionView, Decision> startOnce(Arrival arrival) {
    return view -> {
      Optional<RunId> known =
          arrival.message().flatMap(view::message).flatMap(AdmissionView.SeenMessage::run);
      Optional<RunId> rung = due(arrival)
          .flatMap(due -> view.occurrence(due.schedule(), due.dueTime()))
          .flatMap(Occurrence::run);
      if (known.isPresent()) {
        return new Decision.Again(known.get(), false);
      }
      return rung.isPresent()
          ? new Decision.Duplicate(due(arrival).orElseThrow(), rung)
          : start(arrival).apply(view);
    };
  }

  static Function<AdmissionView, Decision> skip(Arrival arrival, Reason reason) {
    Answer answer = Answer.without(Verdict.SKIPPED, "it is " + reason);
    return view -> new Decision.Skip(answer, due(arrival), reason);
  }
}
