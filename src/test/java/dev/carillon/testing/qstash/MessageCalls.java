package dev.carillon.testing.qstash;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code /v2/publish} and {@code /v2/messages}. */
final class MessageCalls {
  private static final String PUBLISH = "/v2/publish/";
  private static final String MESSAGES = "/v2/messages/";

  private final Account account;
  private final Ledger ledger;
  private final Destinations destinations;
  private final Clock clock;

  MessageCalls(Account account, Ledger ledger, Destinations destinations, Clock clock) {
    this.account = account;
    this.ledger = ledger;
    this.destinations = destinations;
    this.clock = clock;
  }

  Reply answer(Request request) {
    if (request.path().startsWith(PUBLISH) && request.method().equals("POST")) {
      return publish(request);
    }
    if (!request.path().startsWith(MESSAGES)) {
      return Reply.error(405, "method not allowed");
    }
    String id = request.path().substring(MESSAGES.length());
    return switch (request.method()) {
      case "GET" -> Reply.json(200, Views.message(unfinished(id)));
      case "DELETE" -> cancel(id);
      default -> Reply.error(405, "method not allowed");
    };
  }

  private HeldMessage unfinished(String id) {
    return ledger
        .message(id)
        .filter(it -> !it.isFinished())
        .orElseThrow(() -> RefusedCallException.notFound("message " + id));
  }

  private Reply cancel(String id) {
    if (!ledger.cancel(id, clock.instant())) {
      throw RefusedCallException.notFound("message " + id);
    }
    return Reply.json(200, JsonNodeFactory.instance.objectNode().put("cancelled", 1));
  }

  private Reply publish(Request request) {
    Config config = Config.of(request.headers(), request.query());
    Instant now = clock.instant();
    ParcelReader reader = new ParcelReader(destinations, account.plan());
    Parcel parcel = reader.read(Target.of(request, PUBLISH), config, request.body());
    Optional<Instant> notBefore = config.find("Upstash-Not-Before").map(MessageCalls::instant);
    Instant due = notBefore
        .or(() -> parcel.options().delay().map(now::plus))
        .filter(it -> it.isAfter(now))
        .orElse(now);
    reader.checkDelay(Duration.between(now, due));
    HeldMessage message = ledger.accept(HeldMessage.fresh(Ids.message(), parcel, now, due));
    return Reply.json(200, JsonNodeFactory.instance.objectNode().put("messageId", message.id()));
  }

  private static Instant instant(String seconds) {
    if (!seconds.matches("\\d{1,12}")) {
      throw RefusedCallException.badRequest("invalid Upstash-Not-Before: " + seconds);
    }
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }
}
