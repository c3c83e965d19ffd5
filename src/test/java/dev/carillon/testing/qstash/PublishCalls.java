package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /v2/publish} and {@code /v2/batch}. */
final class PublishCalls {
  private static final String PUBLISH = "/v2/publish/";
  private static final JsonMapper JSON = new JsonMapper();

  private final Account account;
  private final Ledger ledger;
  private final Destinations destinations;
  private final Clock clock;

  PublishCalls(Account account, Ledger ledger, Destinations destinations, Clock clock) {
    this.account = account;
    this.ledger = ledger;
    this.destinations = destinations;
    this.clock = clock;
  }

  Reply answer(Request request) {
    if (!request.method().equals("POST")) {
      return Reply.error(405, "method not allowed");
    }
    return request.path().startsWith(PUBLISH) ? publish(request) : batch(request);
  }

  private Reply publish(Request request) {
    Instant now = clock.instant();
    if (ledger.madeOn(now) >= account.plan().messagesPerDay()) {
      return Limits.daily(account.plan().messagesPerDay(), now);
    }
    Config config = Config.of(request.headers(), request.query());
    ParcelReader reader = new ParcelReader(destinations, account);
    Parcel parcel = reader.read(Target.of(request, PUBLISH, account), config, request.body());
    Optional<Instant> notBefore = config.find("Upstash-Not-Before").map(PublishCalls::instant);
    Instant due = notBefore
        .or(() -> parcel.options().delay().map(now::plus))
        .filter(it -> it.isAfter(now))
        .orElse(now);
    reader.checkDelay(Duration.between(now, due));
    HeldMessage message = HeldMessage.fresh(Ids.message(), parcel, now, due);
    return accept(message, Deduplication.of(config, parcel));
  }

  private Reply accept(HeldMessage message, Optional<String> deduplication) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (deduplication.isPresent()) {
      String key = "message " + deduplication.get();
      String holder = ledger.claim(key, message.id(), message.createdAt());
      if (!holder.equals(message.id())) {
        return Reply.json(202, answer.put("messageId", holder).put("deduplicated", true));
      }
    }
    ledger.accept(message);
    return Reply.json(200, answer.put("messageId", message.id()));
  }

  private static Instant instant(String seconds) {
    if (!seconds.matches("\\d{1,12}")) {
      throw RefusedCallException.badRequest("invalid Upstash-Not-Before: " + seconds);
    }
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }

  /** Each item is a publication of its own: one that is refused leaves the others alone. */
  private Reply batch(Request request) {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : items(request.body())) {
      try {
        answers.add(JSON.readTree(publish(single(item)).body()));
      } catch (RefusedCallException refused) {
        answers.addObject().put("error", refused.getMessage());
      } catch (IOException broken) {
        throw new IllegalStateException(broken);
      }
    }
    return Reply.json(200, answers);
  }

  private static JsonNode items(byte[] body) {
    try {
      JsonNode items = JSON.readTree(body);
      if (items != null && items.isArray()) {
        return items;
      }
    } catch (IOException nonsense) {
      throw RefusedCallException.badRequest("invalid json body");
    }
    throw RefusedCallException.badRequest("invalid json body");
  }

  private static Request single(JsonNode item) {
    Map<String, List<String>> headers = HttpWire.none();
    item.path("headers")
        .properties()
        .forEach(it -> headers.put(it.getKey(), List.of(it.getValue().asText())));
    String target = PUBLISH + item.path("destination").asText();
    return new Request("POST", target, headers, item.path("body").asText().getBytes(UTF_8));
  }
}
