package dev.carillon.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.SecretHash;
import dev.carillon.access.SignIn;
import dev.carillon.authoring.Authoring;
import dev.carillon.authoring.Definitions;
import dev.carillon.calls.AddressRules;
import dev.carillon.calls.CallLimits;
import dev.carillon.calls.GatedHttpCaller;
import dev.carillon.doctor.Doctor;
import dev.carillon.doctor.RoundTrips;
import dev.carillon.employing.Employment;
import dev.carillon.employing.HealthChecks;
import dev.carillon.employing.JobBook;
import dev.carillon.employing.JobFunction;
import dev.carillon.employing.Workshop;
import dev.carillon.function.Function;
import dev.carillon.guard.AccessFilter;
import dev.carillon.guard.BodyLimitFilter;
import dev.carillon.guard.BodyLimits;
import dev.carillon.guard.HeadersFilter;
import dev.carillon.guard.JobPathFilter;
import dev.carillon.guard.PlainPathFilter;
import dev.carillon.guard.SignatureFilter;
import dev.carillon.guard.SignatureGate;
import dev.carillon.jdbc.Database;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.JdbcAuditLog;
import dev.carillon.jdbc.JdbcDeadLetterStore;
import dev.carillon.jdbc.JdbcDeliveryLog;
import dev.carillon.jdbc.JdbcInstallation;
import dev.carillon.jdbc.JdbcJobStore;
import dev.carillon.jdbc.JdbcJournal;
import dev.carillon.jdbc.JdbcKeyUses;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.jdbc.JdbcNodeStore;
import dev.carillon.jdbc.JdbcNudgeStore;
import dev.carillon.jdbc.JdbcRefusalStore;
import dev.carillon.jdbc.JdbcRunStore;
import dev.carillon.jdbc.JdbcScheduleStore;
import dev.carillon.jdbc.JdbcSessionStore;
import dev.carillon.jdbc.JdbcTripStore;
import dev.carillon.jdbc.JdbcWhereabouts;
import dev.carillon.jdbc.JdbcWorkflowStore;
import dev.carillon.language.JqExpressions;
import dev.carillon.language.JsonSchemes;
import dev.carillon.language.YamlDefinitionReader;
import dev.carillon.qstash.QStashClient;
import dev.carillon.qstash.QStashKeySource;
import dev.carillon.quartz.LocalEngine;
import dev.carillon.rest.AuditResource;
import dev.carillon.rest.AuditedStates;
import dev.carillon.rest.CronResource;
import dev.carillon.rest.DeadLettersResource;
import dev.carillon.rest.DeliveriesResource;
import dev.carillon.rest.DoctorResource;
import dev.carillon.rest.EventsResource;
import dev.carillon.rest.HealthResource;
import dev.carillon.rest.JsonProvider;
import dev.carillon.rest.KeysResource;
import dev.carillon.rest.OccurrencesResource;
import dev.carillon.rest.PlanResource;
import dev.carillon.rest.ProblemMapper;
import dev.carillon.rest.QStashResource;
import dev.carillon.rest.RefusalsResource;
import dev.carillon.rest.RequestTooLargeMapper;
import dev.carillon.rest.RunsResource;
import dev.carillon.rest.SchedulesResource;
import dev.carillon.rest.SessionResource;
import dev.carillon.rest.SignInLinksResource;
import dev.carillon.rest.SignInProblemMapper;
import dev.carillon.rest.TestCronResource;
import dev.carillon.rest.WorkflowsResource;
import dev.carillon.running.Changes;
import dev.carillon.running.DeadLetters;
import dev.carillon.running.Ringing;
import dev.carillon.running.Runs;
import dev.carillon.running.Secrets;
import dev.carillon.schedule.Schedule;
import dev.carillon.scheduling.Copies;
import dev.carillon.scheduling.Decisions;
import dev.carillon.scheduling.Engines;
import dev.carillon.scheduling.Heartbeat;
import dev.carillon.scheduling.HeldEngine;
import dev.carillon.scheduling.Quota;
import dev.carillon.scheduling.ScheduleEngine;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.scheduling.Standing;
import dev.carillon.scheduling.Sync;
import dev.carillon.signature.Cause;
import dev.carillon.signature.PublicUrls;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.signature.SignatureRules;
import dev.carillon.signature.SignatureVerifier;
import dev.carillon.signature.SigningKeys;
import dev.carillon.signing.KeyRing;
import dev.carillon.signing.RefusalBook;
import dev.carillon.signing.Rolling;
import dev.carillon.watching.Losses;
import dev.carillon.watching.Mending;
import dev.carillon.watching.Watch;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Puts the house together by hand, top to bottom.
 *
 * <p>The constructor does no I/O; {@link #start()} starts what works by itself, in order, and {@link
 * #stop()} stops it in reverse. Stopping may come twice, and before starting.
 */
final class Wiring {
  private static final int WALKERS = 32;

  private final AtomicBoolean started = new AtomicBoolean();
  private boolean opened;
  private final Database database;
  private final Authoring authoring;
  private final Scheduling scheduling;
  private final Runs runs;
  private final Watch watch;
  private final GatedHttpCaller http;
  private final LocalEngine local;
  private final Heartbeat heartbeat;
  private final Copies copies;
  private final Sync sync;
  private final Optional<QStashClient> qstash;
  private final Aside catchingUp = new Aside();
  private final JobBook jobs;
  private final Workshop workshop;
  private final Employment employment;
  private final EventsResource events;
  private final SignIn signIn;
  private final KeyRing keyRing;
  private final RefusalBook refusals;
  private final RoundTrips trips;
  private final Doctor doctor;
  private final SignatureGate gate;
  private final List<Object> resources;
  private final List<RoutedFilter> filters;

  /**
   * @param settings checked and complete
   * @param adminToken as it was set or generated
   * @param clock tells the time to every room
   * @param instance a random id of this process
   */
  Wiring(Settings settings, Secret adminToken, Clock clock, String instance) {
    ObjectMapper json = new ObjectMapper();
    ClassLoader loader = Wiring.class.getClassLoader();
    jobs = Jobs.all(loader);
    workshop = new Workshop();
    Map<String, Function> functions = Functions.all(loader, new JobFunction(jobs, workshop, clock));

    database = new Database(address(settings.database()));
    var workflows = new JdbcWorkflowStore(database);
    var changes = new Changes();
    var schedules = new JdbcScheduleStore(
        database, clock, edited -> changes.tell(new Changes.Change(edited, null)));
    var runStore = new JdbcRunStore(database);
    var journal = new JdbcJournal(database);
    var deliveryLog = new JdbcDeliveryLog(database);
    var installation = new JdbcInstallation(database);

    var reader = new YamlDefinitionReader(functions.keySet());
    var expressions = new JqExpressions(clock);
    var definitions = new Definitions(workflows, reader);
    http = new GatedHttpCaller(rules(settings), CallLimits.standard());

    qstash = QStashWiring.client(settings.qstash(), clock);
    List<String> published = settings.publicUrls().stream().map(URI::toString).toList();
    var whereabouts = new JdbcWhereabouts(database);
    var nodes = new JdbcNodeStore(database);
    heartbeat = new Heartbeat(nodes, instance, settings.engine().engine().word(), clock);
    copies = new Copies(
        whereabouts,
        nodes,
        new HttpNeighbour(TunnelProbe::get),
        installation,
        published,
        instance,
        clock);
    Optional<ScheduleEngine> remote = qstash.map(client -> new HeldEngine(
        QStashWiring.engine(client, settings, jobs::path, installation, whereabouts::all, clock),
        copies));
    boolean qstashRings = settings.engine().engine() == Engine.QSTASH;
    runs = new Runs(
        runStore,
        journal,
        definitions,
        expressions,
        new JsonSchemes(),
        Secrets.NONE,
        http,
        functions,
        QStashWiring.messages(qstash, remote.filter(any -> qstashRings), clock),
        new JdbcNudgeStore(database),
        changes,
        clock,
        instance,
        new Runs.Terms(
            WALKERS,
            settings.webhookHold(),
            settings.limits(),
            qstashRings && settings.qstash().nudges()));
    local = new LocalEngine(
        database::dataSource,
        database.isPostgres(),
        clock,
        Clock.systemUTC(),
        new Ringing(runs, json, clock));
    Engines engines = new EngineRooms(settings, copies, heartbeat).engines(local, remote);
    scheduling = new Scheduling(schedules, workflows, definitions, engines, copies, clock);
    sync = new Sync(
        schedules,
        engines,
        copies,
        nodes,
        new Sync.Terms(instance, settings.qstash().enforcesDrift()),
        this::open,
        clock);
    scheduling.whenUnfinished(sync::soon);
    var decisions = new Decisions(schedules, scheduling, sync, engines, copies, clock);
    Quota quota = Quota.of(settings.qstash().plan());
    authoring = new Authoring(workflows, reader, scheduling, clock);
    var ledger = new JdbcLedger(database);
    watch = new Watch(
        ledger,
        runs,
        new WhoRings(
            qstashRings, id -> schedules.standing(id).flatMap(Standing::missing).isPresent()),
        changes,
        clock,
        instance);
    employment = new Employment(jobs, new JdbcJobStore(database), authoring, scheduling, clock);

    signIn = new SignIn(new JdbcSessionStore(database), SecretHash.of(adminToken.value()), clock);
    PublicUrls urls = new PublicUrls(published);
    var refusalStore = new JdbcRefusalStore(database);
    refusals = new RefusalBook(refusalStore, clock);
    Predicate<SigningKeys> acceptable = acceptable(settings.mode());
    keyRing = new KeyRing(
        keys(settings.qstash()),
        qstash.map(QStashKeySource::new),
        acceptable,
        new JdbcKeyUses(database),
        clock);
    gate = new SignatureGate(
        new SignatureVerifier(keyRing, urls, SignatureRules.STRICT),
        Optional.of(keyRing),
        refusals::keep,
        clock,
        BodyLimits.USUAL);
    var audit = new JdbcAuditLog(database);
    var rolling = new Rolling(keyRing, acceptable, clock);
    trips = new RoundTrips(
        new JdbcTripStore(database),
        refusalStore,
        QStashWiring.traveller(qstash, settings, installation),
        clock);
    doctor = new DoctorWiring(
            settings,
            database,
            qstash,
            local,
            scheduling,
            sync,
            deliveryLog,
            refusalStore,
            rolling,
            clock)
        .doctor(trips);

    String mode = settings.mode().name().toLowerCase(java.util.Locale.ROOT);
    var facts = new TestCronResource.Facts(
        mode, settings.engine().reason(), () -> keyRing.now().isPresent());
    events = new EventsResource(changes);
    var letters = new DeadLetters(
        new JdbcDeadLetterStore(database),
        QStashWiring.deadLetterOffice(
            qstash.filter(any -> qstashRings), settings, installation, clock),
        () -> schedules.list().stream().map(Schedule::id).toList(),
        clock);
    resources = List.of(
        new JsonProvider(),
        new ProblemMapper(),
        new SignInProblemMapper(),
        new RequestTooLargeMapper(),
        new HealthResource(
            instance,
            copies::fingerprint,
            heartbeat::beats,
            () -> started.get() && database.answers()),
        new SessionResource(signIn, urls),
        new SignInLinksResource(signIn, urls.bases().stream().findFirst()),
        new WorkflowsResource(
            authoring, definitions, scheduling, runStore, runs, jobs::path, json, clock),
        new CronResource(scheduling, json, mode, quota, clock),
        new SchedulesResource(scheduling, json, clock),
        new PlanResource(sync, decisions, scheduling, quota, json),
        new OccurrencesResource(scheduling, schedules, new Mending(ledger, runStore, runs, clock)),
        new RunsResource(runStore, journal, deliveryLog, runs, json),
        new DeliveriesResource(deliveryLog),
        new DeadLettersResource(letters),
        new RefusalsResource(refusalStore),
        new KeysResource(rolling, json),
        new DoctorResource(doctor, trips, mode, () -> scheduling.engine().name()),
        new AuditResource(audit, json),
        AuditedStates.over(audit, authoring, scheduling, runStore, clock),
        new TestCronResource(facts, authoring, scheduling, runStore, runs, json, clock),
        new QStashResource(
            runs,
            deliveryLog,
            letters,
            new Losses(ledger, watch, schedules),
            new HealthChecks(jobs, authoring, workshop, clock)::of,
            json,
            installation::get,
            replayed -> gate.refused(replayed, Cause.REPLAYED),
            trips::arrived,
            clock),
        events);
    Routes.of(resources).refuseRivals(jobs);
    filters = List.of(
        new RoutedFilter("headers", new HeadersFilter(urls.isSecure()), "/*"),
        new RoutedFilter("plain-path", new PlainPathFilter(), "/*"),
        new RoutedFilter("body-limit", new BodyLimitFilter(BodyLimitFilter.USUAL), "/*"),
        new RoutedFilter(
            "signature", new SignatureFilter(), "/api/qstash/webhook", "/api/qstash/failure"),
        new RoutedFilter("signature-jobs", new SignatureFilter(true), signedJobs(jobs)),
        new RoutedFilter("job-paths", new JobPathFilter(jobs.routes()), signedJobs(jobs)),
        new RoutedFilter("access", new AccessFilter(signIn, urls), "/*"));
  }

  private static List<String> signedJobs(JobBook jobs) {
    return Stream.concat(Stream.of("/api/jobs/*"), jobs.routes().keySet().stream())
        .toList();
  }

  private static DatabaseAddress address(DatabaseSettings settings) {
    return new DatabaseAddress(
        settings.url(), settings.user(), settings.password().map(Secret::value));
  }

  private static AddressRules rules(Settings settings) {
    return settings.outboundAny()
        ? AddressRules.any()
        : AddressRules.publicAnd(settings.outboundAllow());
  }

  private static Optional<SigningKeys> keys(QStashSettings qstash) {
    return qstash.currentKey().isPresent() && qstash.nextKey().isPresent()
        ? Optional.of(new SigningKeys(
            qstash.currentKey().get().value(), qstash.nextKey().get().value()))
        : Optional.empty();
  }

  /** Keys that QStash tells are believed as settings would be: long enough, and not published. */
  private static Predicate<SigningKeys> acceptable(Mode mode) {
    return keys -> (mode == Mode.DEVELOPMENT || !PublishedKeys.isPublished(keys))
        && QStashReader.isLongEnough(keys.current())
        && QStashReader.isLongEnough(keys.next());
  }

  void start() {
    database.open();
    Sample.plantInto(authoring);
    employment.callRoll();
    heartbeat.start();
    copies.start();
    if (copies.isClear()) {
      open();
    }
    if (!scheduling.engine().name().equals("qstash")) {
      employment.standUp();
    } else {
      // QStash may be away just now, and nobody is to wait for it.
      catchingUp.begin("jobs", employment::standUp);
    }
    sync.start();
    events.start();
    started.set(true);
  }

  /** Rings and walks; not in a copy of the database, where the original does. */
  private synchronized void open() {
    if (!opened) {
      local.start();
      runs.start();
      watch.start();
      opened = true;
    }
  }

  void stop() {
    started.set(false);
    events.stop();
    qstash.ifPresent(QStashClient::close);
    catchingUp.end();
    watch.stop();
    sync.stop();
    local.stop();
    runs.stop();
    heartbeat.stop();
    workshop.close();
    http.close();
    doctor.stop();
    trips.stop();
    keyRing.stop();
    refusals.stop();
    database.close();
  }

  /** Returns a code that signs one person in, once; to be called after the start. */
  Optional<String> newSignInCode() {
    return Optional.of(signIn.newCode());
  }

  /**
   * Takes what was decided after the start: that the public URL leads back to this process. The
   * local engine goes on until the next start, which decides anew.
   *
   * @param decision the engine that could ring
   */
  void decided(EngineDecision decision) {
    LoggerFactory.getLogger(Wiring.class)
        .info("signed calls of QStash are taken; set CARILLON_ENGINE=qstash to let it ring");
  }

  /** Returns the jobs in code that were found. */
  JobBook jobs() {
    return jobs;
  }

  /** Returns by what signed requests are judged. */
  SignatureGate signatureGate() {
    return gate;
  }

  /** Returns the JAX-RS resources and providers, each an instance made here. */
  List<Object> resources() {
    return resources;
  }

  /** Returns the servlet filters in the order a request meets them. */
  List<RoutedFilter> filters() {
    return filters;
  }
}
