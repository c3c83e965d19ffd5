package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.run.RunId;
import java.util.Optional;

/**
 * A run that a task of another run asks for.
 *
 * @param id the id that it gets
 * @param workflow the version that it pins
 * @param maxAttempts 1 + retries
 * @param delay how long it is between its attempts; empty for the usual back-off
 * @param input of the run
 * @param awaited whether its parent waits for it, and takes it along when it is canceled
 * @param deepest how many parents a run may have
 */
public record Child(
    RunId id,
    StoredWorkflow workflow,
    int maxAttempts,
    Optional<String> delay,
    JsonNode input,
    boolean awaited,
    int deepest) {}
