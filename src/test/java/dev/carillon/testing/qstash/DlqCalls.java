package dev.carillon.testing.qstash;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /v2/dlq}. */
final class DlqCalls {
  private static final String ALL = "/v2/dlq";
  private static final String PREFIX = "/v2/dlq/";
  private static final String RETRY = "/v2/dlq/retry";
  private static final int MOST = 100;
  private static final Set<String> PARAMETERS = Set.of(
      "cursor",
      "count",
      "messageId",
      "url",
      "topicName",
      "scheduleId",
      "queueName",
      "fromDate",
      "toDate",
      "responseStatus",
      "callerIp",
      "label",
      "flowControlKey",
      "dlqIds",
      "order");

  private final Account account;
  private final Ledger ledger;
  private final Destinations destinations;
  private final Clock clock;

  DlqCalls(Account account, Ledger ledger, Destinations destinations, Clock clock) {
    this.account = account;
    this.ledger = ledger;
    this.destinations = destinations;
    this.clock = clock;
  }

  Reply answer(Request request) {
    String path = request.path();
    boolean retry = path.startsWith(RETRY) && request.method().equals("POST");
    if (retry && path.startsWith(RETRY + "/")) {
      return Reply.json(201, retry(path.substring(RETRY.length() + 1), request));
    }
    if (retry && path.equals(RETRY)) {
      return retryAll(request);
    }
    if (path.equals(ALL)) {
      return request.method().equals("GET") ? list(request) : deleteAll(request);
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

  private Reply list(Request request) {
    Page<DeadLetter> page = page(request);
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.set("messages", Views.list(page.items(), Views::dead));
    page.cursor(view);
    return Reply.json(200, view);
  }

  private Reply deleteAll(Request request) {
    if (!request.method().equals("DELETE")) {
      return Reply.error(405, "method not allowed");
    }
    Page<DeadLetter> page = page(request);
    page.items().forEach(letter -> ledger.exhume(letter.id()));
    ObjectNode view =
        JsonNodeFactory.instance.objectNode().put("deleted", page.items().size());
    page.cursor(view);
    return Reply.json(200, view);
  }

  private Reply retryAll(Request request) {
    Page<DeadLetter> page = page(request);
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    ArrayNode responses = view.putArray("responses");
    page.items().forEach(letter -> responses.add(retry(letter.id(), request)));
    view.put("cursor", "");
    page.cursor(view);
    return Reply.json(201, view);
  }

  /** Ids stand for themselves: other filters beside them are not looked at. */
  private Page<DeadLetter> page(Request request) {
    Query query = Query.of(request).only(PARAMETERS);
    List<String> ids = query.all("dlqIds");
    List<String> statuses = query.all("responseStatus");
    Filter filter = new Filter(query);
    List<DeadLetter> wanted = ledger.dead().stream()
        .filter(it -> ids.isEmpty() ? filter.fits(it.message(), it.at()) : ids.contains(it.id()))
        .filter(it -> statuses.isEmpty() || statuses.contains("" + it.last().status()))
        .toList();
    return Page.of(wanted, query, MOST, "earliestFirst", DeadLetter::id);
  }

  private ObjectNode retry(String id, Request request) {
    Config config = Config.of(request.headers(), request.query());
    DeadLetter letter = ledger.dead(id).orElseThrow(() -> missing(id));
    Parcel parcel =
        new ParcelReader(destinations, account).changed(letter.message().parcel(), config);
    return JsonNodeFactory.instance.objectNode().put("messageId", retry(id, parcel));
  }

  /** Publishes a copy as it was; returns its id. */
  String retry(String id) {
    return retry(id, ledger.dead(id).orElseThrow(() -> missing(id)).message().parcel());
  }

  private String retry(String id, Parcel parcel) {
    HeldMessage old = ledger.exhume(id).orElseThrow(() -> missing(id)).message();
    Instant now = clock.instant();
    Optional<String> schedule =
        account.holds(Doubt.DLQ_RETRY_FORGETS_THE_SCHEDULE) ? Optional.empty() : old.schedule();
    Instant due = parcel.options().delay().map(now::plus).orElse(now);
    return ledger
        .accept(HeldMessage.fresh(Ids.message(), parcel, now, due).of(schedule))
        .id();
  }

  private static RefusedCallException missing(String id) {
    return RefusedCallException.notFound("dlq message " + id);
  }
}
