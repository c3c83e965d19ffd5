package dev.carillon.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.CancelSignal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What a job is told about one call.
 *
 * @param input the run's input: the body of the request, or an empty object
 * @param idempotencyKey the same for every attempt of one run; to be handed on to whoever must not do
 *     something twice
 * @param messageId the engine's message that made the run, if one did
 * @param dueTime the due time that the run answers for; empty if it was started by hand
 * @param deadline when its time is up
 * @param cancel says when the call is not wanted any more: at the deadline, when somebody ends the
 *     run, when the process stops
 * @param log takes a level ({@code debug}, {@code info}, {@code warn}, {@code error}) and a line that
 *     is kept with the run; may be used by several threads
 */
public record JobContext(
    JsonNode input,
    String idempotencyKey,
    Optional<String> messageId,
    Optional<Instant> dueTime,
    Instant deadline,
    CancelSignal cancel,
    BiConsumer<String, String> log) {
  /** Keeps a line with the run. */
  public void info(String line) {
    log.accept("info", line);
  }

  /** Keeps a line that somebody should look at. */
  public void warn(String line) {
    log.accept("warn", line);
  }
}
