package dev.carillon.rest;

import static dev.carillon.signature.SignatureRules.STRICT;
import static dev.carillon.signature.TokenBuilder.aToken;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.function.Function;
import dev.carillon.guard.SignatureFilter;
import dev.carillon.guard.SignatureGate;
import dev.carillon.guard.TestServer;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.JdbcDeadLetterStore;
import dev.carillon.jdbc.JdbcDeliveryLog;
import dev.carillon.jdbc.JdbcInstallation;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.jdbc.JdbcRefusalStore;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.qstash.Addresses;
import dev.carillon.qstash.QStashAccount;
import dev.carillon.qstash.QStashClient;
import dev.carillon.qstash.QStashDeadLetterOffice;
import dev.carillon.qstash.QStashEngine;
import dev.carillon.qstash.QStashLimits;
import dev.carillon.qstash.QStashMessages;
import dev.carillon.qstash.QStashTerms;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.DeadLetters;
import dev.carillon.running.House;
import dev.carillon.running.Limits;
import dev.carillon.running.RunFilter;
import dev.carillon.running.Runs;
import dev.carillon.schedule.RungBy;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.signature.PublicUrls;
import dev.carillon.signature.SignatureVerifier;
import dev.carillon.signature.SigningKeys;
import dev.carillon.signing.RefusalBook;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.HeldMessage;
import dev.carillon.watching.Bells;
import dev.carillon.watching.Losses;
import dev.carillon.watching.Mending;
import dev.carillon.watching.Watch;
import dev.carillon.workflow.WorkflowId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.catalina.LifecycleException;
import org.awaitility.Awaitility;

/**
 * A house that QStash rings: signed deliveries of the fake come over a socket, through the filter and
 * the resources, to real stores; the house calls the fake by its real client. One for a test class:
 * each test has a workflow of its own, and an hour of its own.
 */
final class RungHouse implements AutoCloseable {
  static final String BASE = House.PUBLIC;

  /** How many runs it walks at a time, if nothing else is said. */
  static final int ROOM = 8;

  private static final Bells BELLS = wording -> wording.rungBy() == RungBy.AUTO;

  final MovingClock clock;
  final FakeQStash qstash;
  final QStashClient client;
  final QStashEngine engine;
  final House house;
  final JdbcLedger ledger;
  final Watch watch;
  final DeadLetters letters;
  final JdbcRefusalStore refused;

  /** The keys that it believes; those that QStash signs with if there are none. */
  volatile Optional<SigningKeys> known = Optional.empty();

  private final Losses losses;
  private final RefusalBook refusals;
  private final boolean alone;
  private final TestServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  RungHouse(Path directory, Duration hold, boolean nudged, int room, Function... functions)
      throws Exception {
    this(TestDatabases.h2(directory), Optional.empty(), hold, nudged, room, functions);
  }

  /** Opens the first node over a database. */
  static RungHouse over(DatabaseAddress address, Duration hold, Function... functions)
      throws Exception {
    return new RungHouse(address, Optional.empty(), hold, false, ROOM, functions);
  }

  /** Opens another node over the same database; QStash calls the first one, unless it is told. */
  RungHouse another(DatabaseAddress address, Duration hold, Function... functions)
      throws Exception {
    return new RungHouse(address, Optional.of(this), hold, false, ROOM, functions);
  }

  private RungHouse(
      DatabaseAddress address,
      Optional<RungHouse> first,
      Duration hold,
      boolean nudged,
      int room,
      Function... functions)
      throws Exception {
    alone = first.isEmpty();
    clock = first.map(it -> it.clock).orElseGet(() -> MovingClock.at("2026-03-01T11:30:00Z"));
    qstash = first
        .map(it -> it.qstash)
        .orElseGet(() -> FakeQStash.start(clock).patience(Duration.ofSeconds(30)));
    String node = alone ? "node" : "another";
    client = new QStashClient(
        new QStashAccount(qstash.url(), qstash.token()), List.of(), QStashLimits.standard(), clock);
    engine = new QStashEngine(
        client,
        QStashTerms.of("carillon", hold, "free", Map.of()),
        new Addresses(List.of(BASE), List::of, Optional.empty(), false),
        workflow -> QStashEngine.WEBHOOK,
        this::installation,
        clock);
    house = new House(
        address,
        clock,
        node,
        new Runs.Terms(room, hold, Limits.USUAL, nudged),
        journal -> journal,
        Optional.of(engine),
        Optional.of(new QStashMessages(client, engine, clock)),
        functions);
    ledger = new JdbcLedger(house.database);
    watch = new Watch(ledger, house.runs, BELLS, house.changes, clock, node);
    var store = new JdbcDeadLetterStore(house.database);
    losses = new Losses(ledger, watch, house.schedules, store);
    letters = new DeadLetters(
        store,
        new QStashDeadLetterOffice(client, "carillon", this::installation, clock),
        house.schedules::list,
        losses::givenUp,
        clock);
    refused = new JdbcRefusalStore(house.database);
    refusals = new RefusalBook(refused, clock, Optional.empty());
    server = TestServer.start("/app", 16, this::register);
    if (alone) {
      qstash.reaches(BASE, place(""));
    }
    house.copies.start();
    house.started();
  }

  private void register(jakarta.servlet.ServletContext context) {
    PublicUrls urls = new PublicUrls(List.of(BASE));
    var verifier =
        new SignatureVerifier(() -> known.or(() -> Optional.of(qstash.keys())), urls, STRICT);
    context.setAttribute(
        SignatureGate.ATTRIBUTE, new SignatureGate(verifier, refusals::keep, clock));
    TestServer.filter(context, "signature", new SignatureFilter(), "/api/qstash/*");
    TestServer.filter(context, "jobs", new SignatureFilter(true), "/api/jobs/*");
    ObjectMapper json = new ObjectMapper();
    TestServer.jersey(
        context,
        new JsonProvider(),
        new ProblemMapper(),
        new DeadLettersResource(letters),
        new OccurrencesResource(
            house.scheduling,
            house.schedules,
            house.store,
            new Mending(ledger, house.store, house.runs, clock)),
        new TestCronResource(
            new TestCronResource.Facts("production", "a test", () -> true),
            house.authoring,
            house.scheduling,
            house.store,
            house.runs,
            json,
            clock),
        new QStashResource(
            house.runs,
            new JdbcDeliveryLog(house.database),
            letters,
            losses,
            id -> CompletableFuture.completedFuture(Optional.empty()),
            json,
            this::installation,
            "carillon",
            replayed -> {},
            trip -> {
              throw new AssertionError("no doctor sent " + trip);
            },
            clock));
  }

  /** Returns whose schedules these are. */
  String installation() {
    return new JdbcInstallation(house.database).get();
  }

  /** Saves a workflow and puts its hourly schedule into QStash, half an hour before it is due. */
  WorkflowId hourly(String name, String tasks, Map<String, String> wishes) {
    clock.moveTo(clock.instant().truncatedTo(ChronoUnit.HOURS).plusSeconds(5400));
    return scheduled(name, "0 * * * *", tasks, wishes);
  }

  /** Saves a workflow and puts its schedule into QStash. */
  WorkflowId scheduled(String name, String cron, String tasks, Map<String, String> wishes) {
    WorkflowId id = house.save(name, tasks);
    var all = new java.util.HashMap<String, Optional<String>>();
    all.put("cron", Optional.of(cron));
    wishes.forEach((field, value) -> all.put(field, Optional.of(value)));
    house.scheduling.activate(id, new Wishes(all));
    return id;
  }

  WorkflowId hourly(String name, String tasks) {
    return hourly(name, tasks, Map.of());
  }

  /** Pauses a schedule in our database alone, as if QStash had lost the pause. */
  void pauseHere(WorkflowId id) {
    try (var connection = house.database.dataSource().getConnection();
        var insert = connection.prepareStatement("""
            insert into schedule_pause (schedule_id, from_at, reason, owner)
            values (?, timestamp with time zone '2020-01-01 00:00:00+00', 'a test', 'somebody')""")) {
      insert.setString(1, id.folded());
      insert.executeUpdate();
    } catch (java.sql.SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Returns the next full hour. */
  Instant hour() {
    return clock.instant().truncatedTo(ChronoUnit.HOURS).plusSeconds(3600);
  }

  /** Lets the fake deliver what is due up to the next full hour. */
  List<Attempt> fire() {
    return qstash.deliverAt(hour());
  }

  List<Attempt> after(Duration step) {
    return qstash.deliverAt(clock.instant().plus(step));
  }

  /** Lets time pass: at each full minute QStash delivers what is due, and then the watch looks. */
  void passTo(Instant end) {
    while (clock.instant().isBefore(end)) {
      Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
      qstash.deliverAt(minute.isAfter(end) ? end : minute);
      look();
    }
  }

  /** Lets the watch look at what is due, and waits until what it rang is walked. */
  void look() {
    watch.tick();
    settle();
  }

  /** Waits until no run is being walked. */
  void settle() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> isAtRest(RunState.PENDING) && isAtRest(RunState.RUNNING));
  }

  private boolean isAtRest(RunState state) {
    var inState = new RunFilter(Optional.empty(), Optional.of(state), Optional.empty());
    return house.store.list(inState, Optional.empty(), 1).isEmpty();
  }

  /** Ends what a test began, so that the next one finds an account at rest. */
  void rest() {
    qstash.recovers();
    house.schedules.list().forEach(it -> house.scheduling.deactivate(it.workflow()));
    qstash.schedules().forEach(it -> qstash.console().delete(it.id()));
    qstash.messages().stream()
        .filter(it -> !it.isFinished())
        .map(HeldMessage::id)
        .forEach(client::cancelMessage);
  }

  List<Run> runs(WorkflowId id) {
    return house.store.list(
        new RunFilter(Optional.of(id), Optional.empty(), Optional.empty()), Optional.empty(), 100);
  }

  Run run(WorkflowId id) {
    List<Run> all = runs(id);
    if (all.size() != 1) {
      throw new AssertionError("one run was expected and " + all.size() + " are there");
    }
    return all.get(0);
  }

  Run await(WorkflowId id, RunState state) {
    Awaitility.await().until(() -> !runs(id).isEmpty());
    return house.await(run(id).id(), state);
  }

  /** Returns what became of its due times, the newest first. */
  List<Occurrence> occurrences(WorkflowId id) {
    return house.schedules.occurrences(ScheduleId.of(id), Optional.empty(), 100);
  }

  Optional<Occurrence> occurrence(WorkflowId id, Instant due) {
    return occurrences(id).stream().filter(it -> it.dueTime().equals(due)).findFirst();
  }

  /** Returns the deliveries of a run that we kept, the first one first. */
  List<Integer> answers(RunId run) {
    return new JdbcDeliveryLog(house.database)
        .ofRun(run).stream().map(it -> it.status().orElse(0)).toList();
  }

  /** Sends what QStash would send, signed anew. */
  HttpResponse<String> deliver(String route, String body, String message, int retried)
      throws IOException, InterruptedException {
    return deliver(route, body, message, retried, token(route, body));
  }

  /** Returns a token for a request. */
  String token(String route, String body) {
    return aToken(BASE + route, body.getBytes(UTF_8), clock.instant())
        .with("jti", "jwt_" + UUID.randomUUID())
        .signedWith(qstash.keys().current());
  }

  HttpResponse<String> deliver(String route, String body, String message, int retried, String token)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(place(route))
        .header("Upstash-Signature", token)
        .header("Upstash-Message-Id", message)
        .header("Upstash-Retried", String.valueOf(retried))
        .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String route) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(place(route)).GET());
  }

  HttpResponse<String> post(String route) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(place(route)).POST(HttpRequest.BodyPublishers.noBody()));
  }

  HttpResponse<String> delete(String route) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(place(route)).DELETE());
  }

  /** Returns where a route of ours really is. */
  URI place(String route) {
    return URI.create("http://127.0.0.1:" + server.port() + "/app" + route);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
        request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  static JsonNode json(HttpResponse<String> answer) {
    return House.json(answer.body());
  }

  @Override
  public void close() throws LifecycleException {
    server.close();
    refusals.stop();
    watch.stop();
    client.close();
    house.close();
    if (alone) {
      qstash.close();
    }
  }
}
