package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.authoring.Authoring;
import dev.carillon.authoring.Definitions;
import dev.carillon.calls.AddressRules;
import dev.carillon.calls.CallLimits;
import dev.carillon.calls.GatedHttpCaller;
import dev.carillon.delivery.Answer;
import dev.carillon.function.Function;
import dev.carillon.jdbc.Database;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.JdbcCalendarStore;
import dev.carillon.jdbc.JdbcInstallation;
import dev.carillon.jdbc.JdbcJournal;
import dev.carillon.jdbc.JdbcNodeStore;
import dev.carillon.jdbc.JdbcNudgeStore;
import dev.carillon.jdbc.JdbcRunStore;
import dev.carillon.jdbc.JdbcScheduleStore;
import dev.carillon.jdbc.JdbcSecretStore;
import dev.carillon.jdbc.JdbcWhereabouts;
import dev.carillon.jdbc.JdbcWorkflowStore;
import dev.carillon.language.JqExpressions;
import dev.carillon.language.JsonSchemes;
import dev.carillon.language.YamlDefinitionReader;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.run.Visit;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Calendars;
import dev.carillon.scheduling.Copies;
import dev.carillon.scheduling.Decisions;
import dev.carillon.scheduling.Engines;
import dev.carillon.scheduling.ScheduleEngine;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.scheduling.SilentEngine;
import dev.carillon.scheduling.Sync;
import dev.carillon.scheduling.Wishes;
import dev.carillon.secrets.Safe;
import dev.carillon.testing.MovingClock;
import dev.carillon.vault.TinkSealing;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/**
 * The rooms below the doors, put together over a real database, with a clock that a test moves. What
 * is closed and opened again over the same database is a restart.
 */
public final class House implements AutoCloseable {
  /** Its secrets are encrypted with this one. */
  public static final String KEY = "a-key-a-key-a-key-a-key-a-key-ab";

  /** Opens what was encrypted with it before. */
  public static final String OLDER_KEY = "older-key-older-key-older-key-ol";

  /** Where QStash calls a house that it rings. */
  public static final String PUBLIC = "https://carillon.example/app";

  private static final ObjectMapper JSON = new ObjectMapper();

  public final MovingClock clock;
  public final Database database;
  public final JdbcRunStore store;
  public final JdbcJournal journal;
  public final JdbcNudgeStore nudges;
  public final Authoring authoring;
  public final Scheduling scheduling;
  public final Calendars calendars;
  public final Copies copies;
  public final Sync sync;
  public final Decisions decisions;
  public final JdbcScheduleStore schedules;
  public final SilentEngine engine = new SilentEngine();
  public final ToldMessages messages = new ToldMessages();
  public final Changes changes = new Changes();
  public final Runs runs;

  /** What calls find before they look into the {@link #safe}. */
  public final Map<String, JsonNode> secrets = new java.util.concurrent.ConcurrentHashMap<>();

  public final JdbcWorkflowStore workflows;
  public final Definitions definitions;
  public final Safe safe;
  private final TinkSealing sealing = new TinkSealing(List.of(KEY, OLDER_KEY));
  private volatile GatedHttpCaller http = calling(AddressRules.any());

  private static GatedHttpCaller calling(AddressRules rules) {
    return new GatedHttpCaller(rules, CallLimits.standard(), Optional.empty());
  }

  /** Lets tasks reach public addresses alone from now on. */
  public void reachThePublicOnly() {
    http.close();
    http = calling(AddressRules.publicAnd(List.of()));
  }

  /** Opens a house whose workflows may call these functions besides {@code log}. */
  public House(DatabaseAddress address, MovingClock clock, Function... functions) {
    this(address, clock, new Runs.Terms(8, Duration.ofSeconds(20)), functions);
  }

  /** Opens a house that walks on other terms. */
  public House(
      DatabaseAddress address, MovingClock clock, Runs.Terms terms, Function... functions) {
    this(address, clock, terms, it -> it, functions);
  }

  /** Opens a house whose walkers write to a journal around the usual one. */
  public House(
      DatabaseAddress address,
      MovingClock clock,
      Runs.Terms terms,
      UnaryOperator<Journal> around,
      Function... functions) {
    this(address, clock, terms, around, Optional.empty(), Optional.empty(), functions);
  }

  /** Opens one of several houses over the same database. */
  public House(DatabaseAddress address, MovingClock clock, String node, Function... functions) {
    this(
        address,
        clock,
        node,
        new Runs.Terms(8, Duration.ofSeconds(20)),
        it -> it,
        Optional.empty(),
        Optional.empty(),
        functions);
  }

  /** Opens a house that another engine rings; the engine and the messages of its own stay silent. */
  public House(
      DatabaseAddress address,
      MovingClock clock,
      Runs.Terms terms,
      UnaryOperator<Journal> around,
      Optional<ScheduleEngine> rings,
      Optional<Messages> told,
      Function... functions) {
    this(address, clock, "node", terms, around, rings, told, functions);
  }

  /** Opens a house over a database that is not open yet. */
  public House(Database database, MovingClock clock, Function... functions) {
    this(database, clock, "node", functions);
  }

  /** Opens one of several houses over a database that is not open yet. */
  public House(Database database, MovingClock clock, String node, Function... functions) {
    this(
        database,
        clock,
        node,
        new Runs.Terms(8, Duration.ofSeconds(20)),
        it -> it,
        Optional.empty(),
        Optional.empty(),
        functions);
  }

  /** Opens a house that is one node of several. */
  public House(
      DatabaseAddress address,
      MovingClock clock,
      String node,
      Runs.Terms terms,
      UnaryOperator<Journal> around,
      Optional<ScheduleEngine> rings,
      Optional<Messages> told,
      Function... functions) {
    this(new Database(address), clock, node, terms, around, rings, told, functions);
  }

  private House(
      Database database,
      MovingClock clock,
      String node,
      Runs.Terms terms,
      UnaryOperator<Journal> around,
      Optional<ScheduleEngine> rings,
      Optional<Messages> told,
      Function... functions) {
    this.clock = clock;
    this.database = database;
    Map<String, Function> byName = new LinkedHashMap<>(Map.of("log", new LogFunction()));
    for (Function function : functions) {
      byName.put(function.name(), function);
    }
    workflows = new JdbcWorkflowStore(database);
    schedules = new JdbcScheduleStore(
        database, clock, edited -> changes.tell(new Changes.Change(edited, null)));
    store = new JdbcRunStore(database);
    journal = new JdbcJournal(database);
    nudges = new JdbcNudgeStore(database);
    var reader = new YamlDefinitionReader(Set.copyOf(byName.keySet()));
    definitions = new Definitions(workflows, reader);
    safe = new Safe(new JdbcSecretStore(database), Optional.of(sealing), clock);
    runs = new Runs(
        store,
        around.apply(journal),
        definitions,
        new JqExpressions(clock),
        new JsonSchemes(),
        name -> Optional.ofNullable(secrets.get(name)).or(() -> safe.find(name)),
        new HttpCaller() {
          @Override
          public HttpReply exchange(HttpCall call, Cancellation cancellation) {
            return http.exchange(call, cancellation);
          }

          @Override
          public Duration timeLimit() {
            return http.timeLimit();
          }
        },
        byName,
        told.orElse(messages),
        nudges,
        changes,
        clock,
        node,
        terms);
    var nodes = new JdbcNodeStore(database);
    copies = new Copies(
        new JdbcWhereabouts(database),
        nodes,
        url -> Optional.empty(),
        new JdbcInstallation(database),
        rings.isPresent() ? List.of(PUBLIC) : List.of(),
        node,
        clock);
    Engines engines =
        rings.map(it -> Engines.qstash(it, engine)).orElseGet(() -> Engines.local(engine));
    scheduling = new Scheduling(schedules, workflows, definitions, engines, copies, clock);
    calendars = new Calendars(
        new JdbcCalendarStore(database, edited -> changes.tell(new Changes.Change(edited, null))),
        scheduling,
        clock);
    sync =
        new Sync(schedules, engines, copies, nodes, new Sync.Terms(node, false), () -> {}, clock);
    decisions = new Decisions(schedules, scheduling, sync, engines, copies, clock);
    authoring = new Authoring(workflows, reader, scheduling, clock);
    database.open();
  }

  /** Begins to walk. */
  public House started() {
    runs.start();
    return this;
  }

  /** Saves a workflow of that name and version 1.0.0 that does these tasks, in YAML. */
  public WorkflowId save(String name, String tasks) {
    return save(name, "1.0.0", tasks, "");
  }

  /** Saves a workflow with more to say at the top level. */
  public WorkflowId save(String name, String version, String tasks, String more) {
    String source = """
        document:
          dsl: '1.0.3'
          namespace: test
          name: %s
          version: '%s'
        %sdo:
        %s""".formatted(name, version, more, tasks.indent(2));
    WorkflowId id = new WorkflowId(name);
    authoring.save(id, source, "test");
    return id;
  }

  /** Switches a workflow on with a cron. */
  public Schedule activate(WorkflowId id, String cron) {
    return scheduling
        .activate(id, new Wishes(Map.of("cron", Optional.of(cron))))
        .schedule();
  }

  /** Runs a workflow by hand. */
  public RunId start(WorkflowId id, String input) {
    return runs.start(id, Trigger.MANUAL, json(input)).id();
  }

  /** Waits until the run stands so, and returns it. */
  public Run await(RunId run, RunState state) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> store.get(run), it -> it.state() == state);
  }

  /** Runs a workflow by hand to its end and returns it. */
  public Run ended(WorkflowId id, String input) {
    RunId run = start(id, input);
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> store.get(run), it -> it.state().isEnded());
  }

  public List<Visit> visits(RunId run) {
    return journal.page(run, 0, 1000).stream().map(Journal.Entry::visit).toList();
  }

  public List<String> keys(RunId run) {
    return visits(run).stream().map(it -> it.key().value()).toList();
  }

  /** Moves the clock and lets what is due now be taken. */
  public void moveBy(Duration step) {
    clock.moveBy(step);
    runs.walkers().sweep();
  }

  public Answer hand(Arrival arrival) {
    return runs.deliveries().hand(arrival);
  }

  public static ScheduleId scheduleOf(WorkflowId id) {
    return ScheduleId.of(id);
  }

  public static JsonNode json(String text) {
    try {
      return text.isEmpty() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  @Override
  public void close() {
    runs.stop();
    http.close();
    sealing.close();
    database.close();
  }
}
