package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** What a callback tells about an attempt. */
final class Outcomes {
  private final Account account;

  Outcomes(Account account) {
    this.account = account;
  }

  /** Tells it; with the id of the dead letter, if the attempt was the last one and failed. */
  ObjectNode of(HeldMessage message, Attempt attempt, Optional<String> dlqId) {
    Parcel parcel = message.parcel();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (attempt.reply().isPresent() || !account.holds(Doubt.CALLBACK_OMITS_ZERO_STATUS)) {
      body.put("status", attempt.status());
    }
    ObjectNode header = body.putObject("header");
    attempt.reply().ifPresent(it -> Views.headers(header, it.headers()));
    body.put(
        "body", Views.base64(attempt.reply().map(FakeReply::body).orElse(unanswered(attempt))));
    if (attempt.retried() > 0 || !account.holds(Doubt.CALLBACK_OMITS_ZERO_RETRIES)) {
      body.put("retried", attempt.retried());
    }
    body.put("maxRetries", parcel.options().retries());
    body.put("sourceMessageId", message.id()).put("url", parcel.url());
    body.put("method", parcel.options().method());
    sourceHeader(body.putObject("sourceHeader"), parcel);
    body.put("sourceBody", Views.base64(parcel.body()));
    time(body, "notBefore", message.notBefore());
    time(body, "createdAt", message.createdAt());
    message.schedule().ifPresent(it -> body.put("scheduleId", it));
    body.put("callerIP", parcel.callerIp());
    dlqId.ifPresent(it -> body.put("dlqId", it));
    return body;
  }

  private byte[] unanswered(Attempt attempt) {
    boolean tells = account.holds(Doubt.CALLBACK_BODY_TELLS_THE_ERROR);
    return attempt.error().filter(it -> tells).orElse("").getBytes(UTF_8);
  }

  private void sourceHeader(ObjectNode view, Parcel parcel) {
    if (account.holds(Doubt.CALLBACK_HEADERS_ARE_PLAIN)) {
      parcel.options().headers().forEach((name, values) -> view.put(name, values.get(0)));
    } else {
      Views.headers(view, parcel.options().headers());
    }
  }

  private void time(ObjectNode body, String name, Instant at) {
    if (account.holds(Doubt.CALLBACK_TIMES_ARE_TEXT)) {
      body.put(name, "" + at.toEpochMilli());
    } else {
      body.put(name, at.toEpochMilli());
    }
  }
}
