package dev.carillon.testing.qstash;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code /v2/events} and {@code /v2/logs}: the same under two names. */
final class LogCalls {
  private final Ledger ledger;

  LogCalls(Ledger ledger) {
    this.ledger = ledger;
  }

  Reply answer(Request request) {
    List<LogLine> lines = new ArrayList<>(ledger.log());
    Collections.reverse(lines);
    ArrayNode views = Views.list(lines, Views::log);
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.set("events", views);
    page.set("logs", views);
    return Reply.json(200, page);
  }
}
