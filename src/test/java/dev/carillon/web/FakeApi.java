package dev.carillon.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.carillon.web.FakeCarillon.Reply;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answers of {@link FakeCarillon}: {@code src/docs/api.md}, as far as the dashboard uses it. */
final class FakeApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeTown town;
  private final AtomicBoolean codeUsed = new AtomicBoolean();
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger given = new AtomicInteger();
  private volatile String role = "admin";
  private volatile String name = "admin";
  private final Set<String> stuck = ConcurrentHashMap.newKeySet();
  private volatile JsonNode lastWish;
  private volatile int longestList = 200;

  FakeApi(FakeTown town) {
    this.town = town;
  }

  void letIn(String whoIs) {
    role = whoIs;
  }

  void isVisitedBy(String whoIs) {
    name = whoIs;
  }

  /** From now on can neither pause nor resume that schedule. */
  void stick(String schedule) {
    stuck.add(schedule);
  }

  /** From now on answers lists of workflows by pages that are no longer than this. */
  void cutListsAt(int length) {
    longestList = length;
  }

  JsonNode lastWish() {
    return lastWish;
  }

  void endSessions() {
    sessions.clear();
  }

  boolean isSignedIn(HttpExchange exchange) {
    String cookies =
        exchange.getRequestHeaders().getOrDefault("Cookie", List.of("")).get(0);
    return sessions.stream().anyMatch(it -> cookies.contains("carillon=" + it));
  }

  Reply answer(HttpExchange exchange, String path) throws IOException {
    String method = exchange.getRequestMethod();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (path.equals("/api/session")) {
      return session(exchange, method, body);
    }
    if (!isSignedIn(exchange)) {
      return Reply.problem(401, "sign-in-needed", "sign in first");
    }
    if (isForbidden(method, path)) {
      return Reply.problem(403, "forbidden", "this is for another role");
    }
    // Nothing in the town changes while it is written down.
    synchronized (town) {
      return answer(exchange, path.substring("/api/".length()).split("/"), body);
    }
  }

  private boolean isForbidden(String method, String path) {
    boolean isRead = method.equals("GET") || path.equals("/api/workflows/validate");
    boolean isForAdmins = path.startsWith("/api/audit")
        || path.startsWith("/api/secret")
        || !isRead && path.matches("/api/workflows/[^/]+|/api/keys/.*|/api/plan/original");
    return !role.equals("admin") && (isForAdmins || !isRead && role.equals("viewer"));
  }

  private Reply answer(HttpExchange exchange, String[] part, String body) throws IOException {
    String method = exchange.getRequestMethod();
    return switch (part[0]) {
      case "cron" -> cron(exchange, part);
      case "workflows" ->
        part.length == 1 ? workflows(query(exchange)) : workflow(exchange, method, part, body);
      case "samples" -> Reply.json(200, town.document("samples"));
      case "audit" -> FakeChanges.of(town.document("audit"), query(exchange), longestList);
      case "overview" -> Reply.json(200, town.overview());
      case "upcoming" ->
        part.length == 1
            ? upcoming(query(exchange).get("schedule"))
            : Reply.json(200, town.document("hours"));
      case "runs" ->
        part.length == 1 ? Reply.json(200, town.runs(query(exchange))) : run(part, body);
      case "plan" -> plan(method, part);
      case "schedules" ->
        part[2].equals("comparison")
            ? Reply.json(200, town.comparison(query(exchange)))
            : schedule(method, part, body);
      case "pauses", "resumptions" -> several(part[0].equals("pauses"), JSON.readTree(body));
      case "dead-letters" -> deadLetters(method);
      case "refusals" -> Reply.json(200, town.list("refusals"));
      case "doctor" ->
        part.length == 1
            ? Reply.json(200, town.document("doctor"))
            : Reply.json(
                method.equals("POST") ? 202 : 200,
                town.document(method.equals("POST") ? "trip" : "trip-back"));
      case "keys" ->
        method.equals("GET")
            ? Reply.json(200, town.document("keys"))
            : Reply.json(200, town.document("rolled"));
      case "calendars" ->
        town.calendars.answer(
            method, part, body, exchange.getRequestHeaders().getFirst("If-Match"));
      case "blackouts" -> FakeCalendars.days(query(exchange));
      case "secrets" -> secrets(method, part);
      case "secret-rotations" -> Reply.json(200, "{\"done\":1,\"unreadable\":1}");
      case "deliveries" -> Reply.json(200, town.list("deliveries"));
      default -> Reply.problem(404, "not-found", part[0]);
    };
  }

  private Reply session(HttpExchange exchange, String method, String body) throws IOException {
    if (method.equals("POST")) {
      var given = JSON.readTree(body);
      boolean fits = given.path("token").asText().equals(FakeCarillon.TOKEN)
          || given.path("code").asText().equals(FakeCarillon.CODE)
              && codeUsed.compareAndSet(false, true);
      return fits ? signedIn() : Reply.problem(401, "sign-in-needed", "not valid (any more)");
    }
    if (!isSignedIn(exchange)) {
      return Reply.problem(401, "sign-in-needed", "sign in first");
    }
    if (method.equals("DELETE")) {
      sessions.clear();
      return Reply.empty(204);
    }
    return Reply.json(200, who());
  }

  private Reply signedIn() {
    String id = "s" + given.incrementAndGet();
    sessions.add(id);
    return Reply.json(201, who())
        .with("Set-Cookie", "carillon=" + id + "; Path=/bells; HttpOnly; SameSite=Strict");
  }

  private String who() {
    return "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role);
  }

  private Reply cron(HttpExchange exchange, String[] part) {
    if (part.length == 1) {
      return Reply.json(200, "{\"engine\":\"local\",\"mode\":\"development\",\"items\":[]}");
    }
    return switch (part[1]) {
      case "preview" -> Reply.json(200, preview(query(exchange)));
      case "activate" -> Reply.json(201, town.activate(part[2]));
      default -> {
        town.deactivate(part[2]);
        yield Reply.json(
            200, "{\"workflowId\":\"%s\",\"active\":false,\"changed\":true}".formatted(part[2]));
      }
    };
  }

  private JsonNode preview(Map<String, String> asked) {
    return town.preview(asked.get("cron"), asked.getOrDefault("timezone", "UTC"));
  }

  private Reply upcoming(String schedule) {
    ObjectNode all = (ObjectNode) town.upcoming().deepCopy();
    if (schedule != null) {
      all.withArray("items").removeIf(it -> !it.path("scheduleId").asText().equals(schedule));
    }
    return Reply.json(200, all);
  }

  private Reply workflows(Map<String, String> asked) {
    JsonNode all = town.workflows().path("items");
    int from = Integer.parseInt(asked.getOrDefault("after", "0"));
    int limit = Math.min(longestList, Integer.parseInt(asked.getOrDefault("limit", "50")));
    ObjectNode page = JSON.createObjectNode();
    ArrayNode items = page.putArray("items");
    for (int at = from; at < all.size() && at < from + limit; at++) {
      items.add(all.get(at));
    }
    return Reply.json(200, from + limit < all.size() ? page.put("next", from + limit) : page);
  }

  private Reply workflow(HttpExchange exchange, String method, String[] part, String body) {
    FakeDefinitions definitions = new FakeDefinitions(town);
    if (part[1].equals("validate")) {
      return Reply.json(200, definitions.verdict(body));
    }
    if (method.equals("PUT")) {
      return definitions.save(part[1], body, exchange.getRequestHeaders());
    }
    if (town.workflow(part[1]).isEmpty()) {
      return Reply.problem(404, "unknown-workflow", "no workflow " + part[1] + " is kept");
    }
    if (part.length == 4) {
      return Reply.json(200, town.version(part[3]));
    }
    if (part[part.length - 1].equals("versions")) {
      return Reply.json(200, town.list("versions"));
    }
    if (part.length == 2) {
      return Reply.json(
          200, town.workflow(part[1]).get().deepCopy().put("source", FakeTown.yaml()));
    }
    if (method.equals("POST")) {
      return Reply.json(202, town.run(part[1]));
    }
    Map<String, String> asked = query(exchange);
    int from = Integer.parseInt(asked.getOrDefault("after", "0"));
    return Reply.json(
        200, town.runsOf(part[1], from, Integer.parseInt(asked.getOrDefault("limit", "50"))));
  }

  private Reply plan(String method, String[] part) {
    if (method.equals("GET")) {
      return Reply.json(200, town.plan());
    }
    return part.length == 1
        ? Reply.json(200, town.carryOut())
        : Reply.json(200, "{\"result\":{\"item\":\"e1\",\"outcome\":\"done\"}}");
  }

  private Reply backfills(String method, String[] part, String body) throws IOException {
    if (method.equals("GET")) {
      return Reply.json(200, part.length == 4 ? town.gaps() : town.backfills());
    }
    return part.length == 3
        ? Reply.json(202, town.backfill(JSON.readTree(body)))
        : Reply.json(200, town.cancelBackfill());
  }

  private Reply schedule(String method, String[] part, String body) throws IOException {
    if (part[2].equals("health")) {
      return town.health(part[1])
          .map(it -> Reply.json(200, it))
          .orElseGet(() -> Reply.problem(404, "unknown-schedule", "no schedule " + part[1]));
    }
    if (part[2].equals("resumption")) {
      if (method.equals("GET")) {
        return Reply.json(200, town.passed());
      }
      town.pause(part[1], false);
      return Reply.json(202, "{}");
    }
    if (part[2].equals("backfills")) {
      return backfills(method, part, body);
    }
    if (part[2].equals("pause")) {
      town.pause(part[1], method.equals("PUT"));
      return Reply.json(200, town.workflow(part[1]).get().path("schedule"));
    }
    return part.length == 3
        ? Reply.json(200, town.list("occurrences"))
        : Reply.json(202, town.run(part[1]));
  }

  /** Pauses or resumes each schedule by itself; those that are stuck stay as they are. */
  private Reply several(boolean paused, JsonNode wish) {
    lastWish = wish;
    ArrayNode items = JSON.createArrayNode();
    for (JsonNode id : wish.path("schedules")) {
      ObjectNode item = items.addObject().put("scheduleId", id.asText());
      if (stuck.contains(id.asText())) {
        item.put("status", 503).putObject("problem").put("type", "/problems/engine-unavailable");
        continue;
      }
      town.pause(id.asText(), paused);
      ObjectNode done = item.put("status", 200).putObject("done");
      done.putObject("schedule").put("id", id.asText()).put("sync", "in-sync");
      if (wish.path("run").asText().equals("all")) {
        done.putObject("backfill").put("total", 3);
      }
    }
    return Reply.json(207, JSON.createObjectNode().set("items", items));
  }

  private Reply deadLetters(String method) {
    return switch (method) {
      case "GET" ->
        Reply.json(200, ((ObjectNode) town.list("dead-letters")).put("qstash", "asked"));
      case "DELETE" -> Reply.empty(204);
      default -> Reply.json(202, "{\"messageId\":\"msg_again\"}");
    };
  }

  private Reply secrets(String method, String[] part) {
    return switch (method) {
      case "GET" -> Reply.json(200, town.secrets());
      case "DELETE" -> {
        town.removeSecret(part[1]);
        yield Reply.empty(204);
      }
      default -> {
        town.setSecret(part[1]);
        yield Reply.json(201, "{\"name\":\"%s\",\"state\":\"readable\"}".formatted(part[1]));
      }
    };
  }

  private Reply run(String[] part, String body) throws IOException {
    if (part.length == 3 && part[2].equals("steps")) {
      return Reply.json(200, town.steps(part[1]));
    }
    if (part.length == 3 && part[2].equals("neighbours")) {
      return Reply.json(200, town.neighbours(part[1]));
    }
    if (part.length == 3 && part[2].equals("redrive")) {
      return Reply.json(202, town.redrive(part[1], JSON.readTree(body)));
    }
    if (part.length == 3) {
      town.cancel(part[1], JSON.readTree(body).path("reason").asText());
    }
    return town.run(part[1], "run")
        .map(it -> Reply.json(200, it))
        .orElseGet(() -> Reply.problem(404, "unknown-run", "no run " + part[1] + " is kept"));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String text = exchange.getRequestURI().getRawQuery();
    return Stream.of((text == null ? "" : text).split("&"))
        .map(it -> it.split("=", 2))
        .filter(it -> it.length == 2)
        .collect(Collectors.toMap(it -> it[0], it -> URLDecoder.decode(it[1], UTF_8)));
  }
}
