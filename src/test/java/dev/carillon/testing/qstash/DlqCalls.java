package dev.carillon.testing.qstash;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;

/** {@code /v2/dlq}. */
final class DlqCalls {
  private static final String PREFIX = "/v2/dlq/";
  private static final String RETRY = "/v2/dlq/retry/";

  private final Ledger ledger;
  private final Clock clock;

  DlqCalls(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  Reply answer(Request request) {
    String path = request.path();
    if (path.equals("/v2/dlq") && request.method().equals("GET")) {
      ObjectNode page = JsonNodeFactory.instance.objectNode();
      page.set("messages", Views.list(ledger.dead(), Views::dead));
      return Reply.json(200, page);
    }
    if (path.startsWith(RETRY) && request.method().equals("POST")) {
      String message = retry(path.substring(RETRY.length()));
      return Reply.json(201, JsonNodeFactory.instance.objectNode().put("messageId", message));
    }
    if (!path.startsWith(PREFIX)) {
      return Reply.error(405, "method not allowed");
    }
    String id = path.substring(PREFIX.length());
    return switch (request.method()) {
      case "GET" -> Reply.json(200, Views.dead(ledger.dead(id).orElseThrow(() -> missing(id))));
      case "DELETE" -> {
        ledger.exhume(id).orElseThrow(() -> missing(id));
        yield Reply.done();
      }
      default -> Reply.error(405, "method not allowed");
    };
  }

  /** Publishes a copy under a new id and takes the letter out. */
  String retry(String id) {
    HeldMessage old = ledger.exhume(id).orElseThrow(() -> missing(id)).message();
    Instant now = clock.instant();
    return ledger
        .accept(HeldMessage.fresh(Ids.message(), old.parcel(), now, now).of(old.schedule()))
        .id();
  }

  private static RefusedCallException missing(String id) {
    return RefusedCallException.notFound("dlq message " + id);
  }
}
