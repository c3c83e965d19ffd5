package dev.carillon.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One call of a function by a run.
 *
 * @param arguments the task's {@code with}, evaluated
 * @param input the task's input
 * @param idempotencyKey the same for every attempt at this visit of this task
 * @param messageId the engine's message that made the run, if one did
 * @param dueTime the due time that the run answers for, if any
 * @param cancel says when the call is not wanted any more
 * @param log takes a level ({@code debug}, {@code info}, {@code warn}, {@code error}) and a line
 *     that is kept with the step
 */
public record Invocation(
    JsonNode arguments,
    JsonNode input,
    String idempotencyKey,
    Optional<String> messageId,
    Optional<Instant> dueTime,
    CancelSignal cancel,
    BiConsumer<String, String> log) {}
