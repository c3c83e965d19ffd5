package dev.carillon.scheduling;

import dev.carillon.authoring.Authoring;
import dev.carillon.authoring.Definitions;
import dev.carillon.jdbc.Database;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.JdbcInstallation;
import dev.carillon.jdbc.JdbcNodeStore;
import dev.carillon.jdbc.JdbcScheduleStore;
import dev.carillon.jdbc.JdbcWhereabouts;
import dev.carillon.jdbc.JdbcWorkflowStore;
import dev.carillon.language.YamlDefinitionReader;
import dev.carillon.qstash.Addresses;
import dev.carillon.qstash.QStashAccount;
import dev.carillon.qstash.QStashClient;
import dev.carillon.qstash.QStashEngine;
import dev.carillon.qstash.QStashLimits;
import dev.carillon.qstash.QStashTerms;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.scheduling.PlanItem.Decision;
import dev.carillon.scheduling.Result.Outcome;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.Patience;
import dev.carillon.workflow.WorkflowId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Scheduling over a real database and a QStash that speaks the protocol, with a clock that a test
 * moves. What is closed and opened again over the same database is a restart.
 */
final class Belfry implements AutoCloseable {
  static final String BASE = "https://carillon.example/app";

  final MovingClock clock;
  final FakeQStash qstash;
  final SilentEngine local;
  final Database database;
  final JdbcScheduleStore schedules;
  final JdbcNodeStore nodes;
  final JdbcWhereabouts whereabouts;
  final JdbcInstallation installation;
  final Copies copies;
  final Engines engines;
  final Scheduling scheduling;
  final Authoring authoring;
  final Sync sync;
  final Decisions decisions;
  final QStashClient client;
  final Set<ScheduleId> breaking = new HashSet<>();
  private final boolean owned;

  /** How a belfry is set up. */
  static final class Setup {
    private final DatabaseAddress address;
    private final MovingClock clock;
    private final FakeQStash qstash;
    private SilentEngine local = new SilentEngine();
    private Optional<Database> shared = Optional.empty();
    private QStashLimits limits = Patience.patient(1, Duration.ofSeconds(1));
    private Duration hold = Duration.ofSeconds(25);
    private String instance = "node-1";
    private String base = BASE;
    private String namespace = "carillon";
    private boolean enforces;
    private boolean qstashRings = true;
    private boolean tokenKnown = true;
    private Neighbour neighbour = url -> Optional.empty();

    Setup(DatabaseAddress address, MovingClock clock, FakeQStash qstash) {
      this.address = address;
      this.clock = clock;
      this.qstash = qstash;
    }

    Setup enforcing() {
      enforces = true;
      return this;
    }

    /** The local engine rings; QStash may still hold what it rang before. */
    Setup local() {
      qstashRings = false;
      return this;
    }

    /** Soon gives up waiting for a QStash that hangs. */
    Setup impatient() {
      limits = Patience.impatient(1, Duration.ofSeconds(1));
      return this;
    }

    Setup withoutToken() {
      tokenKnown = false;
      return this;
    }

    Setup published(String url) {
      base = url;
      return this;
    }

    Setup namespace(String name) {
      namespace = name;
      return this;
    }

    Setup instance(String id) {
      instance = id;
      return this;
    }

    Setup keeping(SilentEngine engine) {
      local = engine;
      return this;
    }

    /** Another node on the same database. */
    Setup sharing(Belfry other) {
      shared = Optional.of(other.database);
      return this;
    }

    /** Answers are waited for so long, of which QStash is told. */
    Setup holding(Duration longest) {
      hold = longest;
      return this;
    }

    Setup neighbour(Neighbour other) {
      neighbour = other;
      return this;
    }

    Belfry open() {
      return new Belfry(this);
    }
  }

  private Belfry(Setup setup) {
    clock = setup.clock;
    qstash = setup.qstash;
    local = setup.local;
    owned = setup.shared.isEmpty();
    database = setup.shared.orElseGet(() -> new Database(setup.address));
    if (owned) {
      database.open();
    }
    schedules = new JdbcScheduleStore(database, clock);
    nodes = new JdbcNodeStore(database);
    whereabouts = new JdbcWhereabouts(database);
    installation = new JdbcInstallation(database);
    copies = new Copies(
        whereabouts,
        nodes,
        setup.neighbour,
        installation,
        List.of(setup.base),
        setup.instance,
        clock);
    client = new QStashClient(
        new QStashAccount(qstash.url(), qstash.token()), List.of(), setup.limits, clock);
    ScheduleEngine remote = new QStashEngine(
        client,
        QStashTerms.of(setup.namespace, setup.hold, "payg", Map.of()),
        new Addresses(List.of(setup.base), whereabouts::all, Optional.empty(), false),
        workflow -> QStashEngine.WEBHOOK,
        installation,
        clock);
    ScheduleEngine here = new HeldEngine(local, copies);
    ScheduleEngine there = new HeldEngine(brittle(remote), copies);
    if (setup.qstashRings) {
      engines = Engines.qstash(there, here);
    } else if (setup.tokenKnown) {
      engines = Engines.leaving(there, here, () -> false);
    } else {
      engines = Engines.local(here);
    }
    var workflows = new JdbcWorkflowStore(database);
    var reader = new YamlDefinitionReader(Set.of("log"));
    scheduling = new Scheduling(
        schedules, workflows, new Definitions(workflows, reader), engines, copies, clock);
    authoring = new Authoring(workflows, reader, scheduling, clock);
    sync = new Sync(
        schedules,
        engines,
        copies,
        nodes,
        new Sync.Terms(setup.instance, setup.enforces),
        () -> {},
        clock);
    decisions = new Decisions(schedules, scheduling, sync, engines, copies, clock);
    copies.start();
  }

  /** Returns an engine that breaks for reasons of its own when it is to take what is breaking. */
  private ScheduleEngine brittle(ScheduleEngine engine) {
    return (ScheduleEngine) Proxy.newProxyInstance(
        ScheduleEngine.class.getClassLoader(),
        new Class<?>[] {ScheduleEngine.class},
        (proxy, method, given) -> {
          if (method.getName().equals("put") && breaking.contains(((Schedule) given[0]).id())) {
            throw new IllegalStateException("broken on purpose");
          }
          try {
            return method.invoke(engine, given);
          } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
          }
        });
  }

  WorkflowId save(String name) {
    return save(name, "0 2 * * *");
  }

  WorkflowId save(String name, String cron) {
    return save(name, cron, "");
  }

  /** Saves a workflow whose schedule has a default besides its cron, or saves it anew with that. */
  WorkflowId save(String name, String cron, String more) {
    WorkflowId id = new WorkflowId(name);
    authoring.save(id, """
        document:
          dsl: '1.0.3'
          namespace: test
          name: %s
          version: '1.0.%d'
          metadata:
            carillon: { %s }
        schedule:
          cron: '%s'
        do:
          - say:
              set: { a: 1 }
        """.formatted(name, more.length(), more, cron), "test");
    return id;
  }

  /** Saves a workflow and switches it on; a minute later QStash tells what it holds. */
  Schedule active(String name, String cron) {
    Schedule schedule = scheduling.activate(save(name, cron), Wishes.NONE).schedule();
    clock.moveBy(Duration.ofSeconds(61));
    return schedule;
  }

  Schedule activate(String name, String... fields) {
    return scheduling.activate(new WorkflowId(name), wishes(fields)).schedule();
  }

  static Wishes wishes(String... fields) {
    Map<String, Optional<String>> all = new HashMap<>();
    for (int place = 0; place < fields.length; place += 2) {
      all.put(fields[place], Optional.ofNullable(fields[place + 1]));
    }
    return new Wishes(all);
  }

  Schedule schedule(String name) {
    return scheduling.get(new ScheduleId(name));
  }

  Standing standing(String name) {
    return schedules.standing(new ScheduleId(name)).orElseThrow();
  }

  /** Returns the one line of the plan. */
  PlanItem line() {
    List<PlanItem> items = sync.plan().items();
    if (items.size() != 1) {
      throw new AssertionError("not one line: " + items);
    }
    return items.get(0);
  }

  List<Action> actions() {
    return sync.plan().items().stream().map(PlanItem::action).toList();
  }

  Result decide(Decision decision) {
    return decisions.decide(line().id(), decision, "ada");
  }

  Outcome decided(Decision decision) {
    return decide(decision).outcome();
  }

  List<String> heldThere() {
    return qstash.schedules().stream().map(it -> it.id()).toList();
  }

  @Override
  public void close() {
    client.close();
    if (owned) {
      database.close();
    }
  }
}
