package dev.carillon.running;

import dev.carillon.authoring.Definitions;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.run.RunId;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.Task.RunWorkflow;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a walk needs to let other workflows run.
 *
 * @param definitions where they are found
 * @param ids makes the ids of their runs
 * @param poke is told of a run that was made
 */
record Children(Definitions definitions, Supplier<RunId> ids, Consumer<RunId> poke) {
  Optional<StoredWorkflow> find(RunWorkflow task) {
    Optional<String> version =
        Optional.of(task.version()).filter(it -> !it.equals(RunWorkflow.LATEST));
    return definitions
        .find(task.name(), version)
        .filter(it -> definitions.of(it).namespace().equals(task.namespace()));
  }

  Optional<String> delay(StoredWorkflow workflow) {
    return definitions.of(workflow).schedule().retryDelay();
  }

  int attempts(StoredWorkflow workflow) {
    return 1 + definitions.of(workflow).schedule().retries().orElse(Wording.DEFAULT_RETRIES);
  }
}
