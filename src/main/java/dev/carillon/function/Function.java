package dev.carillon.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * Something that a workflow can {@code call} by name. Found by {@link java.util.ServiceLoader}; one
 * instance serves all runs and threads.
 *
 * <p>Each call has a thread of its own, which belongs to nobody else and may be interrupted.
 */
public interface Function {
  /**
   * Returns the name by which it is called: 1 to 63 letters, digits and inner hyphens, always the
   * same. It is not {@code http} or another kind of call that the language has.
   */
  String name();

  /**
   * Returns how long a call with these arguments may take: an hour, unless it says otherwise. At its
   * end the call is {@linkplain Invocation#cancel() cancelled} and its thread interrupted, and the
   * task fails with a timeout error. A time limit of the task, or of what is around it, counts if it
   * ends before; {@link Invocation#deadline()} tells the first of them.
   *
   * @param arguments as in {@link Invocation#arguments()}; this is asked before each call, and
   *     answers at once
   */
  default Duration timeLimit(JsonNode arguments) {
    return Duration.ofHours(1);
  }

  /**
   * Does its work. After a crash or a failure it is called again with the same {@link
   * Invocation#idempotencyKey()}.
   *
   * <p>When the call is not wanted any more, the {@linkplain Invocation#cancel() signal} is given and
   * the thread interrupted. What it still returns within five seconds of its own time limit counts;
   * after that nobody waits for it, and what it does or returns then is dropped.
   *
   * @return becomes the task's output: plain JSON of at most {@code CARILLON_MAX_VALUE} characters
   *     and {@code CARILLON_MAX_LEVELS} levels; never null. It is copied
   * @throws HopelessException becomes a validation error of the task, which is not tried again
   * @throws java.util.concurrent.TimeoutException becomes a timeout error of the task
   * @throws Exception becomes a runtime error of the task, as does whatever else is thrown
   */
  JsonNode call(Invocation invocation) throws Exception;
}
