package dev.carillon.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One call of a function by a run. Its JSON is the function's own: nobody else sees what it changes
 * in it.
 *
 * @param arguments the task's {@code with}, evaluated; an empty object if it is missing
 * @param input the task's input
 * @param idempotencyKey the same for every attempt at this visit of this task, after a crash, in a
 *     further attempt of the run and of a {@code try}; to be handed on to whoever must not do
 *     something twice
 * @param messageId the engine's message that made the run, if one did
 * @param dueTime the due time that the run answers for, however late it is; empty if it was started
 *     by hand
 * @param schedule what expressions see as {@code $runtime.metadata.schedule}: which schedule and
 *     trigger, the due times before and after, the attempt
 * @param deadline when its time is up: the first of its own time limit and those of the tasks and
 *     the workflow around it
 * @param cancel says when the call is not wanted any more: at the deadline, when somebody ends the
 *     run, when another branch has won, when the process stops. Its actions run in another thread
 * @param log takes a level ({@code debug}, {@code info}, {@code warn}, {@code error}) and a line that
 *     is kept with the step, also if the call fails; may be used by several threads. A line of more
 *     than 10,000 characters is cut, and of more than 1,000 lines the rest is left out
 */
public record Invocation(
    JsonNode arguments,
    JsonNode input,
    String idempotencyKey,
    Optional<String> messageId,
    Optional<Instant> dueTime,
    JsonNode schedule,
    Instant deadline,
    CancelSignal cancel,
    BiConsumer<String, String> log) {}
