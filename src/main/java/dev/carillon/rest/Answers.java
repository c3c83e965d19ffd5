package dev.carillon.rest;

import dev.carillon.delivery.Answer;
import dev.carillon.run.MessageId;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers to QStash: status, verdict, and the headers that tell it whether to come again. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger("dev.carillon.deliveries");
  private static final int NOT_AGAIN = 489;

  private Answers() {}

  static Response of(String route, MessageId message, Answer answer) {
    LOG.info(
        "🔔 {} hit: message {}, run {}, answered {}",
        route,
        message,
        answer.run().map(Object::toString).orElse("none"),
        answer.status());
    Response.ResponseBuilder response =
        Response.status(answer.status()).type(MediaType.APPLICATION_JSON).entity(body(answer));
    if (answer.status() == NOT_AGAIN) {
      response.header("Upstash-NonRetryable-Error", "true");
    }
    answer
        .retryAfter()
        .ifPresent(it -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, it.toSeconds() + 1)));
    return response.build();
  }

  private static View body(Answer answer) {
    View view = View.of()
        .word("verdict", answer.verdict())
        .text("runId", answer.run())
        .text("detail", answer.detail());
    return answer.duplicate() ? view.flag("duplicate", true) : view;
  }
}
