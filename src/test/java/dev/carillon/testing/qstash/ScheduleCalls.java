package dev.carillon.testing.qstash;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.cron.Cron;
import dev.carillon.cron.InvalidCronException;
import dev.carillon.testing.qstash.HeldMessage.State;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /v2/schedules}. */
final class ScheduleCalls {
  private static final String PREFIX = "/v2/schedules/";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]+");

  private final Account account;
  private final Ledger ledger;
  private final Destinations destinations;
  private final Clock clock;

  ScheduleCalls(Account account, Ledger ledger, Destinations destinations, Clock clock) {
    this.account = account;
    this.ledger = ledger;
    this.destinations = destinations;
    this.clock = clock;
  }

  Reply answer(Request request) {
    String path = request.path();
    String method = request.method();
    if (path.equals("/v2/schedules") && method.equals("GET")) {
      return Reply.json(200, list());
    }
    if (!path.startsWith(PREFIX)) {
      throw RefusedCallException.notFound("path");
    }
    String rest = path.substring(PREFIX.length());
    boolean changes = method.equals("POST") || method.equals("PATCH");
    if (changes && !Target.isUrl(rest) && rest.endsWith("/pause")) {
      return pause(rest.substring(0, rest.length() - 6), true);
    }
    if (changes && !Target.isUrl(rest) && rest.endsWith("/resume")) {
      return pause(rest.substring(0, rest.length() - 7), false);
    }
    return switch (method) {
      case "POST" -> put(request);
      case "GET" -> Reply.json(200, view(held(rest)));
      case "DELETE" -> delete(rest);
      default -> Reply.error(405, "method not allowed");
    };
  }

  ArrayNode list() {
    return Views.list(ledger.schedules(), this::view);
  }

  private ObjectNode view(HeldSchedule held) {
    return Views.schedule(held, this::state);
  }

  private String state(String message) {
    State state = ledger.message(message).map(HeldMessage::state).orElse(State.CANCELED);
    return switch (state) {
      case WAITING, ACTIVE -> "IN_PROGRESS";
      case DELIVERED -> "SUCCESS";
      case FAILED, CANCELED -> "FAIL";
    };
  }

  private HeldSchedule held(String id) {
    return ledger.schedule(id).orElseThrow(() -> RefusedCallException.notFound("schedule " + id));
  }

  private Reply put(Request request) {
    Config config = Config.of(request.headers(), request.query());
    String cron = config.find("Upstash-Cron").orElse("").strip();
    try {
      Cron.parse(cron);
    } catch (InvalidCronException wrong) {
      throw RefusedCallException.badRequest("Invalid cron expression " + wrong.getMessage());
    }
    Optional<String> own = config.find("Upstash-Schedule-Id");
    own.filter(id -> !ID.matcher(id).matches()).ifPresent(id -> {
      throw RefusedCallException.badRequest("invalid schedule id: " + id);
    });
    Parcel parcel = new ParcelReader(destinations, account)
        .read(Target.of(request, PREFIX, account), config, request.body());
    HeldSchedule schedule =
        HeldSchedule.fresh(own.orElseGet(Ids::schedule), cron, parcel, clock.instant());
    return put(schedule, Deduplication.of(config, parcel));
  }

  /** A deduplication id counts for creation, even if what it made is deleted by now. */
  private Reply put(HeldSchedule schedule, Optional<String> deduplication) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (deduplication.isPresent()) {
      String key = "schedule " + deduplication.get();
      String holder = ledger.claim(key, schedule.id(), clock.instant());
      if (!holder.equals(schedule.id())) {
        return Reply.json(202, answer.put("scheduleId", holder).put("deduplicated", true));
      }
    }
    ledger.put(schedule, account.plan().schedules());
    return Reply.json(200, answer.put("scheduleId", schedule.id()));
  }

  private Reply pause(String id, boolean paused) {
    if (!ledger.pause(id, paused, clock.instant())) {
      throw RefusedCallException.notFound("schedule " + id);
    }
    return Reply.done();
  }

  /** An unknown id is no error: QStash's own description knows only 200. */
  private Reply delete(String id) {
    if (!ledger.delete(id) && account.holds(Doubt.DELETE_OF_UNKNOWN_IS_404)) {
      throw RefusedCallException.notFound("schedule " + id);
    }
    return Reply.done();
  }
}
