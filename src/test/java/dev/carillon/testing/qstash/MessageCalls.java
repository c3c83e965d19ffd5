package dev.carillon.testing.qstash;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** {@code /v2/messages}. */
final class MessageCalls {
  private static final String ALL = "/v2/messages";
  private static final String PREFIX = "/v2/messages/";
  private static final int MOST = 500;
  private static final Set<String> PARAMETERS = Set.of(
      "messageIds",
      "topicName",
      "queueName",
      "url",
      "host",
      "path",
      "label",
      "flowControlKey",
      "scheduleId",
      "callerIp",
      "callerIP",
      "fromDate",
      "toDate",
      "count");

  private final Ledger ledger;
  private final Clock clock;

  MessageCalls(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  Reply answer(Request request) {
    if (request.path().equals(ALL) && request.method().equals("DELETE")) {
      return cancelAll(Query.of(request).only(PARAMETERS));
    }
    if (!request.path().startsWith(PREFIX)) {
      return Reply.error(405, "method not allowed");
    }
    String id = request.path().substring(PREFIX.length());
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
    return cancelled(1);
  }

  /** Without any filter this is everything; with ids the other filters are not looked at. */
  private Reply cancelAll(Query query) {
    List<String> ids = query.all("messageIds");
    Filter filter = new Filter(query);
    int count = query.find("count").isPresent() ? query.count(MOST) : Integer.MAX_VALUE;
    long cancelled = ledger.messages().stream()
        .filter(it -> ids.isEmpty() ? filter.fits(it, it.createdAt()) : ids.contains(it.id()))
        .filter(it -> !it.isFinished())
        .limit(count)
        .filter(it -> ledger.cancel(it.id(), clock.instant()))
        .count();
    return cancelled(cancelled);
  }

  private static Reply cancelled(long number) {
    return Reply.json(200, JsonNodeFactory.instance.objectNode().put("cancelled", number));
  }
}
