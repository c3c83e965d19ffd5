package dev.carillon.testing.qstash;

import static dev.carillon.signature.TokenBuilder.aToken;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Delivers what is due: signs each attempt, carries it, and sends the callbacks on their way. */
final class Postman {
  private final Account account;
  private final Ledger ledger;
  private final Courier courier;
  private final Clock clock;
  private volatile Duration patience = Duration.ofSeconds(5);

  Postman(Account account, Ledger ledger, Courier courier, Clock clock) {
    this.account = account;
    this.ledger = ledger;
    this.courier = courier;
    this.clock = clock;
  }

  void patience(Duration longest) {
    patience = longest;
  }

  /** Takes what is due first and delivers it; nothing if nothing is due. */
  Optional<Attempt> deliverNext() {
    return ledger.take(clock.instant()).map(this::deliver);
  }

  Attempt deliver(HeldMessage message) {
    Delivery delivery = delivery(message, clock.instant());
    Attempt attempt = courier.carry(delivery, patience(message.parcel().options()));
    Instant now = clock.instant();
    Optional<DeadLetter> letter = ledger.finish(message.id(), attempt, now);
    Parcel parcel = message.parcel();
    parcel.callback().ifPresent(it -> tell(it, message, attempt, Optional.empty(), now));
    letter.ifPresent(dead -> parcel
        .failureCallback()
        .ifPresent(it -> tell(it, message, attempt, Optional.of(dead.id()), now)));
    return attempt;
  }

  private Duration patience(Options options) {
    return options.timeout().filter(it -> it.compareTo(patience) < 0).orElse(patience);
  }

  private Delivery delivery(HeldMessage message, Instant now) {
    Parcel parcel = message.parcel();
    Map<String, List<String>> headers = HttpWire.none();
    headers.putAll(parcel.options().headers());
    headers.put("User-Agent", List.of("Upstash-QStash"));
    headers.put("Upstash-Message-Id", List.of(message.id()));
    headers.put("Upstash-Retried", List.of("" + message.retried()));
    headers.put("Upstash-Region", List.of(account.region()));
    headers.put("Upstash-Caller-Ip", List.of(parcel.callerIp()));
    message.schedule().ifPresent(it -> headers.put("Upstash-Schedule-Id", List.of(it)));
    String signature = aToken(parcel.url(), parcel.body(), now)
        .with("jti", Ids.token())
        .signedWith(account.keys().current());
    headers.put("Upstash-Signature", List.of(signature));
    return new Delivery(
        message.id(),
        message.retried(),
        message.schedule(),
        parcel.url(),
        parcel.options().method(),
        headers,
        parcel.body(),
        now);
  }

  private void tell(
      Callback callback,
      HeldMessage message,
      Attempt attempt,
      Optional<String> dlqId,
      Instant now) {
    byte[] body = outcome(message, attempt, dlqId).toString().getBytes(StandardCharsets.UTF_8);
    Parcel parcel = new Parcel(
        callback.url(),
        body,
        callback.options(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        message.parcel().callerIp());
    Instant due = callback.options().delay().map(now::plus).orElse(now);
    ledger.accept(HeldMessage.fresh(Ids.message(), parcel, now, due).about(message.id()));
  }

  private static ObjectNode outcome(HeldMessage message, Attempt attempt, Optional<String> dlqId) {
    Parcel parcel = message.parcel();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("status", attempt.status());
    ObjectNode header = body.putObject("header");
    attempt.reply().ifPresent(it -> Views.headers(header, it.headers()));
    body.put("body", Views.base64(attempt.reply().map(FakeReply::body).orElse(new byte[0])));
    body.put("retried", attempt.retried()).put("maxRetries", parcel.options().retries());
    body.put("sourceMessageId", message.id()).put("url", parcel.url());
    body.put("method", parcel.options().method());
    Views.headers(body.putObject("sourceHeader"), parcel.options().headers());
    body.put("sourceBody", Views.base64(parcel.body()));
    body.put("notBefore", message.notBefore().toEpochMilli());
    body.put("createdAt", message.createdAt().toEpochMilli());
    message.schedule().ifPresent(it -> body.put("scheduleId", it));
    body.put("callerIP", parcel.callerIp());
    dlqId.ifPresent(it -> body.put("dlqId", it));
    return body;
  }
}
