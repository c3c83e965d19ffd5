package dev.carillon.delivery;

import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One attempt of an engine to hand us a message, and what we answered. Immutable.
 *
 * @param id names it
 * @param message what was delivered; empty if it named none that could be kept
 * @param retried how often the engine had tried before, as it says; not signed, so it only informs
 * @param route where it came in: {@code webhook}, {@code jobs}, {@code failure} or {@code local}
 * @param receivedAt when it was committed
 * @param run the run that it made or found
 * @param status what was answered; empty until then
 * @param verdict that answer in a word
 * @param detail that answer in a sentence
 */
public record Delivery(
    DeliveryId id,
    Optional<MessageId> message,
    int retried,
    String route,
    Instant receivedAt,
    Optional<RunId> run,
    OptionalInt status,
    Optional<Answer.Verdict> verdict,
    Optional<String> detail) {}
