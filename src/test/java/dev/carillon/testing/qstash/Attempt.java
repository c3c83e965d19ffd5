package dev.carillon.testing.qstash;

import java.time.Instant;
import java.util.Optional;

/**
 * A delivery and what came of it.
 *
 * @param reply what was answered; nothing if no answer came
 * @param error why it counts as failed
 */
public record Attempt(Delivery delivery, Optional<FakeReply> reply, Optional<String> error) {
  static Attempt answered(Delivery delivery, FakeReply reply) {
    boolean good = reply.status() >= 200 && reply.status() <= 299;
    Optional<String> error =
        good ? Optional.empty() : Optional.of("unexpected status code: " + reply.status());
    return new Attempt(delivery, Optional.of(reply), error);
  }

  static Attempt broken(Delivery delivery, String error) {
    return new Attempt(delivery, Optional.empty(), Optional.of(error));
  }

  /** Returns the status of the answer, 0 if there was none. */
  public int status() {
    return reply.map(FakeReply::status).orElse(0);
  }

  /** Returns the text of the answer, empty if there was none. */
  public String answer() {
    return reply.map(FakeReply::text).orElse("");
  }

  /** Tells whether it was answered with 2xx. */
  public boolean isDelivered() {
    return error.isEmpty();
  }

  /** Tells whether the answer asks for no further attempt: both parts are needed. */
  boolean isHopeless() {
    return status() == 489
        && HttpWire.first(reply.orElseThrow().headers(), "Upstash-NonRetryable-Error")
            .equalsIgnoreCase("true");
  }

  public String messageId() {
    return delivery.messageId();
  }

  public int retried() {
    return delivery.retried();
  }

  public Optional<String> schedule() {
    return delivery.schedule();
  }

  public String url() {
    return delivery.url();
  }

  public Instant at() {
    return delivery.at();
  }

  /** Returns a header of the request, or an empty text. */
  public String header(String name) {
    return delivery.header(name);
  }
}
