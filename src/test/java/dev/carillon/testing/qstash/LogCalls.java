package dev.carillon.testing.qstash;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** {@code /v2/events} and {@code /v2/logs}: the same under two names. */
final class LogCalls {
  private static final int MOST = 100;
  private static final Set<String> IN_PROGRESS = Set.of("ACTIVE", "RETRY", "ERROR");
  private static final Set<String> STATES = Set.of(
      "CREATED",
      "ACTIVE",
      "RETRY",
      "ERROR",
      "IN_PROGRESS",
      "DELIVERED",
      "FAILED",
      "CANCEL_REQUESTED",
      "CANCELED",
      "CANCELLED");

  private final Account account;
  private final Ledger ledger;
  private final Clock clock;

  LogCalls(Account account, Ledger ledger, Clock clock) {
    this.account = account;
    this.ledger = ledger;
    this.clock = clock;
  }

  Reply answer(Request request) {
    Query query = Query.of(request);
    List<String> states = query.all("state");
    states.stream().filter(it -> !STATES.contains(it)).findFirst().ifPresent(unknown -> {
      throw RefusedCallException.badRequest("invalid state: " + unknown);
    });
    Filter filter = new Filter(query);
    Instant oldest = clock.instant().minus(account.plan().retention());
    List<LogLine> wanted = ledger.log().stream()
        .filter(it -> !it.at().isBefore(oldest))
        .filter(it -> filter.fits(it.message(), it.at()))
        .filter(it -> states.isEmpty() || states.stream().anyMatch(state -> is(it, state)))
        .toList();
    Page<LogLine> page = Page.of(wanted, query, MOST, "latestFirst", LogLine::name);
    ArrayNode views = Views.list(page.items(), Views::log);
    boolean oneName = account.holds(Doubt.LOGS_HAVE_ONE_NAME);
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("events", "logs")) {
      if (!oneName || request.path().endsWith(name)) {
        view.set(name, views);
      }
    }
    page.cursor(view);
    return Reply.json(200, view);
  }

  private static boolean is(LogLine line, String state) {
    return switch (state) {
      case "IN_PROGRESS" -> IN_PROGRESS.contains(line.state());
      case "CANCELLED" -> line.state().equals("CANCELED");
      default -> line.state().equals(state);
    };
  }
}
