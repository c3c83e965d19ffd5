package dev.carillon.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A server for the dashboard alone: it speaks {@code src/docs/api.md} over a {@link FakeTown}, under
 * a context path, and fails in the ways that have names here.
 */
final class FakeCarillon implements AutoCloseable {
  /** Works once, as the code of a sign-in link does. */
  static final String CODE = "bell-7";

  static final String TOKEN = "brass-and-verdigris";
  private static final String CONTEXT = "/bells";

  /** Where the one before was: a browser that comes again has the files of that address in its cache. */
  private static int usualPort;

  final FakeTown town = new FakeTown();
  private HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private StaticFiles files;
  private final FakeApi api = new FakeApi(town);
  private final Map<String, Reply> failures = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final Map<String, Integer> wanted = new ConcurrentHashMap<>();
  private final List<HttpExchange> listeners = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile boolean eventsRefused;
  private volatile Mood mood = Mood.USUAL;

  /** Begins to answer. */
  void start() throws IOException {
    files = new StaticFiles();
    server = bound();
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private static synchronized HttpServer bound() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer made;
    try {
      made = HttpServer.create(new InetSocketAddress(loopback, usualPort), 0);
    } catch (BindException taken) {
      made = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    }
    usualPort = made.getAddress().getPort();
    return made;
  }

  /** Returns the address of a page, by its fragment. */
  String page(String fragment) {
    return "http://127.0.0.1:%d%s/%s".formatted(server.getAddress().getPort(), CONTEXT, fragment);
  }

  /** How it meets whoever wants to see something. */
  enum Mood {
    USUAL,
    /** Does not answer for now. */
    SILENT,
    FAILING,
    /** Lets nobody see anything by his role. */
    FORBIDDING,
    /** Has lists without an entry. */
    EMPTY
  }

  /** Meets from now on in that mood whoever reads, but for who is signed in and which engine rings. */
  void is(Mood other) {
    synchronized (failures) {
      mood = other;
      failures.notifyAll();
    }
  }

  /** From now on answers this request, such as {@code GET /api/workflows}, with a problem. */
  void refuses(String request, int status, String type, String detail) {
    failures.put(request, Reply.problem(status, type, detail));
  }

  /** From now on answers this request with this text, to the letter. */
  void answers(String request, String json) {
    failures.put(request, Reply.json(200, json));
  }

  /** From now on answers for the steps of a run, where its query has that in it, with this text. */
  void answersSteps(String run, String asked, String json) {
    failures.put("GET /api/runs/" + run + "/steps" + asked, Reply.json(200, json));
  }

  /** Answers again what it was asked to refuse. */
  void answersAgain(String request) {
    failures.remove(request);
  }

  /** Lets this request wait until it is released; with {@code ?after} only one for a further page. */
  void holds(String request) {
    held.put(request, new CountDownLatch(1));
    wanted.put(request.replaceFirst("\\?.*", ""), requests.size());
  }

  /** Returns what was to wait and was not asked for since: a wrong name holds nothing. */
  List<String> heldInVain() {
    List<String> asked = requests();
    return wanted.entrySet().stream()
        .filter(it -> !asked.subList(it.getValue(), asked.size()).contains(it.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  void releases(String request) {
    held.remove(request).countDown();
  }

  /** Lets everybody in with this role from now on, such as {@code viewer}. */
  void letsIn(String role) {
    api.letIn(role);
  }

  /** Lets everybody in under this name from now on. */
  void isVisitedBy(String name) {
    api.isVisitedBy(name);
  }

  /** Answers lists of workflows from now on by pages that are no longer than this. */
  void cutsListsAt(int length) {
    api.cutListsAt(length);
  }

  /** Cannot pause or resume this schedule from now on, when it is one of several. */
  void sticks(String schedule) {
    api.stick(schedule);
  }

  /** Returns what was asked last about several schedules. */
  String lastWish() {
    return String.valueOf(api.lastWish());
  }

  /** Signs everybody out, as a session that ended does. */
  void endsSessions() {
    api.endSessions();
  }

  /** Signs everybody out and ends their streams of events, as signing out elsewhere does. */
  void signsOutElsewhere() {
    endsSessions();
    refusesEvents();
  }

  /** Tells all listeners of a change. */
  void announces(String json) {
    synchronized (listeners) {
      listeners.forEach(it -> write(it, "event: change\ndata: " + json + "\n\n"));
    }
  }

  /** Cuts the streams of events and refuses new ones. */
  void refusesEvents() {
    synchronized (listeners) {
      eventsRefused = true;
      listeners.forEach(HttpExchange::close);
      listeners.clear();
    }
  }

  void acceptsEvents() {
    eventsRefused = false;
  }

  boolean hasListeners() {
    return !listeners.isEmpty();
  }

  /** Returns what was asked so far, as {@code METHOD /path}, with {@code !} after what lacked the header. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try {
      if (!path.startsWith(CONTEXT + "/")) {
        exchange.sendResponseHeaders(404, -1);
      } else if (path.startsWith(CONTEXT + "/api/")) {
        api(exchange, path.substring(CONTEXT.length()));
        return;
      } else {
        files.answer(exchange, path.substring(CONTEXT.length()));
      }
    } catch (UncheckedIOException gone) {
      // The browser went away; nothing is owed to it.
    }
    exchange.close();
  }

  private void api(HttpExchange exchange, String path) throws IOException {
    String request = exchange.getRequestMethod() + " " + path;
    boolean unmarked = !exchange.getRequestMethod().equals("GET")
        && !"1".equals(exchange.getRequestHeaders().getFirst("X-Carillon"));
    requests.add(request + (unmarked ? " !" : ""));
    String query = exchange.getRequestURI().getQuery();
    await(held.get(request));
    await(held.get(query != null && query.contains("after=") ? request + "?after" : ""));
    if (path.equals("/api/events") && api.isSignedIn(exchange) && !eventsRefused) {
      listen(exchange);
      return;
    }
    Reply reply = path.equals("/api/events")
        ? Reply.problem(503, "store-unavailable", "no events now")
        : failures.getOrDefault(request + stepsOf(query), failures.get(request));
    if (reply == null) {
      reply = inMood(exchange, path);
    }
    send(exchange, reply);
  }

  private static String stepsOf(String query) {
    String asked = query == null ? "" : query;
    return Stream.of(asked.split("&"))
        .filter(it -> it.startsWith("newest=") || it.startsWith("after="))
        .findFirst()
        .orElse("");
  }

  private Reply inMood(HttpExchange exchange, String path) throws IOException {
    boolean isSpared = !exchange.getRequestMethod().equals("GET")
        || path.equals("/api/session")
        || path.equals("/api/cron");
    return switch (isSpared ? Mood.USUAL : moodThatAnswers()) {
      case FAILING -> Reply.problem(503, "store-unavailable", "the database does not answer");
      case FORBIDDING -> Reply.problem(403, "forbidden", "this is for operators");
      case EMPTY -> api.answer(exchange, path).emptied(town.document("empty").path(path));
      default -> api.answer(exchange, path);
    };
  }

  private Mood moodThatAnswers() {
    synchronized (failures) {
      try {
        while (mood == Mood.SILENT) {
          failures.wait();
        }
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
      return mood;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (latch != null) {
        latch.await();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen(HttpExchange exchange) throws IOException {
    // Whoever sees the hello is told of each change from then on.
    synchronized (listeners) {
      if (eventsRefused) {
        send(exchange, Reply.problem(503, "store-unavailable", "no events now"));
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      listeners.add(exchange);
      write(exchange, ": hello\n\n");
    }
  }

  private static void write(HttpExchange exchange, String text) {
    try {
      exchange.getResponseBody().write(text.getBytes(UTF_8));
      exchange.getResponseBody().flush();
    } catch (IOException gone) {
      exchange.close();
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    is(Mood.USUAL);
    held.values().forEach(CountDownLatch::countDown);
    listeners.forEach(HttpExchange::close);
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }

  /** One answer. */
  record Reply(int status, String body, Map<String, String> headers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Reply json(int status, Object json) {
      return new Reply(status, json.toString(), Map.of("Content-Type", "application/json"));
    }

    static Reply empty(int status) {
      return new Reply(status, "", Map.of());
    }

    static Reply problem(int status, String type, String detail) {
      String body = "{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
          .formatted(type, type.replace('-', ' '), status, detail);
      return new Reply(status, body, Map.of("Content-Type", "application/problem+json"));
    }

    /** Of the lists that somebody asked for nothing is left but the form; the rest tells so, too. */
    Reply emptied(JsonNode rest) throws IOException {
      JsonNode json = JSON.readTree(body);
      json.forEach(it -> {
        if (it instanceof ArrayNode items) {
          items.removeAll();
        }
      });
      if (json instanceof ObjectNode list) {
        list.remove("next");
        rest.properties().forEach(it -> list.set(it.getKey(), it.getValue()));
        list.properties().removeIf(it -> it.getValue().isNull());
      }
      return new Reply(status, json.toString(), headers);
    }

    Reply with(String header, String value) {
      return new Reply(
          status,
          body,
          Map.of(
              "Content-Type", headers.getOrDefault("Content-Type", "text/plain"), header, value));
    }
  }
}
