package dev.carillon.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.SignIn;
import dev.carillon.authoring.Warnings;
import dev.carillon.doctor.Doctor;
import dev.carillon.doctor.RoundTrips;
import dev.carillon.employing.HealthChecks;
import dev.carillon.guard.SignatureGate;
import dev.carillon.rest.AuditResource;
import dev.carillon.rest.AuditedStates;
import dev.carillon.rest.BackfillsResource;
import dev.carillon.rest.BlackoutsResource;
import dev.carillon.rest.CalendarsResource;
import dev.carillon.rest.CronResource;
import dev.carillon.rest.DeadLettersResource;
import dev.carillon.rest.DeliveriesResource;
import dev.carillon.rest.DoctorResource;
import dev.carillon.rest.EventsResource;
import dev.carillon.rest.HealthResource;
import dev.carillon.rest.JsonProvider;
import dev.carillon.rest.KeysResource;
import dev.carillon.rest.OccurrencesResource;
import dev.carillon.rest.OverviewResource;
import dev.carillon.rest.PausesResource;
import dev.carillon.rest.PlanResource;
import dev.carillon.rest.ProblemMapper;
import dev.carillon.rest.QStashResource;
import dev.carillon.rest.RefusalsResource;
import dev.carillon.rest.RequestTooLargeMapper;
import dev.carillon.rest.ResumptionsResource;
import dev.carillon.rest.RolesFeature;
import dev.carillon.rest.RunNeighboursResource;
import dev.carillon.rest.RunsResource;
import dev.carillon.rest.SamplesResource;
import dev.carillon.rest.SchedulesResource;
import dev.carillon.rest.SecretRotationsResource;
import dev.carillon.rest.SecretsResource;
import dev.carillon.rest.SessionResource;
import dev.carillon.rest.SeveralPausesResource;
import dev.carillon.rest.SeveralResumptionsResource;
import dev.carillon.rest.SignInLinksResource;
import dev.carillon.rest.SignInProblemMapper;
import dev.carillon.rest.TestCronResource;
import dev.carillon.rest.UnreadAnswers;
import dev.carillon.rest.UpcomingResource;
import dev.carillon.rest.VersionsResource;
import dev.carillon.rest.WorkflowsResource;
import dev.carillon.running.DeadLetters;
import dev.carillon.running.Runs;
import dev.carillon.scheduling.Agenda;
import dev.carillon.scheduling.Quota;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.secrets.Safe;
import dev.carillon.signature.Cause;
import dev.carillon.signature.PublicUrls;
import dev.carillon.signing.KeyRing;
import dev.carillon.watching.Backfills;
import dev.carillon.watching.Lint;
import dev.carillon.watching.Losses;
import dev.carillon.watching.Mending;
import dev.carillon.watching.Pausing;
import dev.carillon.watching.Resuming;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes the JAX-RS resources and providers. */
final class Resources {
  private final Rooms rooms;
  private final SignIn signIn;
  private final EventsResource events;
  private final RoundTrips trips;
  private final Doctor doctor;
  private final Supplier<Optional<String>> missing;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param rooms what they are the way in to
   * @param missing tells why no work can be taken now
   */
  Resources(
      Rooms rooms,
      SignIn signIn,
      EventsResource events,
      RoundTrips trips,
      Doctor doctor,
      Supplier<Optional<String>> missing) {
    this.rooms = rooms;
    this.signIn = signIn;
    this.events = events;
    this.trips = trips;
    this.doctor = doctor;
    this.missing = missing;
  }

  /** Returns them all, each a new one. */
  List<Object> all() {
    return Stream.of(
            providers(), signingIn(), schedules(), runs(), secrets(), qstash(), List.of(events))
        .<Object>flatMap(List::stream)
        .toList();
  }

  private List<Object> providers() {
    return List.of(
        new JsonProvider(),
        new ProblemMapper(),
        new UnreadAnswers(),
        new SignInProblemMapper(),
        new RequestTooLargeMapper(),
        new RolesFeature(),
        AuditedStates.over(
            rooms.stores().audit,
            rooms.schedules().authoring,
            rooms.schedules().scheduling,
            rooms.stores().runs,
            rooms.secrets().safe,
            rooms.schedules().calendars,
            rooms.ground().clock()));
  }

  private List<Object> signingIn() {
    PublicUrls urls = rooms.signing().urls;
    return List.of(
        new HealthResource(
            rooms.ground().instance(),
            rooms.node().copies::fingerprint,
            rooms.node().heartbeat::beats,
            missing),
        new SessionResource(signIn, urls),
        new SignInLinksResource(signIn, urls.bases().stream().findFirst()));
  }

  private List<Object> schedules() {
    Clock clock = rooms.ground().clock();
    String mode = rooms.ground().mode();
    Quota quota = rooms.ground().quota();
    Stores stores = rooms.stores();
    Runs runs = rooms.running().runs;
    SchedulingWiring its = rooms.schedules();
    Scheduling scheduling = its.scheduling;
    KeyRing keys = rooms.signing().keyRing;
    var agenda = new Agenda(stores.schedules);
    var lint = new Lint(agenda);
    var backfills = new Backfills(stores.backfills, stores.changes, clock);
    var resuming = new Resuming(scheduling, backfills, rooms.running().watch, clock);
    var pausing = new Pausing(scheduling, stores.runs, runs::cancel);
    var facts = new TestCronResource.Facts(
        mode, rooms.ground().settings().engine().reason(), () -> keys.now().isPresent());
    return List.of(
        new WorkflowsResource(
            its.authoring,
            rooms.running().definitions,
            new Warnings(rooms.running().definitions, rooms.secrets().safe),
            scheduling,
            stores.runs,
            runs,
            rooms.code().jobs::path,
            json,
            clock),
        new VersionsResource(its.authoring),
        new SamplesResource(Sample.sources()),
        new CronResource(scheduling, stores.history, lint, json, mode, quota, clock),
        new TestCronResource(facts, its.authoring, scheduling, stores.runs, runs, json, clock),
        new SchedulesResource(scheduling, its.calendars, stores.history, lint, json, clock),
        new UpcomingResource(agenda, clock),
        new CalendarsResource(its.calendars, json),
        new BlackoutsResource(clock),
        new OverviewResource(scheduling, stores.history, agenda, clock),
        new PlanResource(its.sync, its.decisions, scheduling, quota, json),
        new BackfillsResource(scheduling, backfills, json, clock),
        new PausesResource(scheduling, pausing, json, clock),
        new SeveralPausesResource(scheduling, pausing, json, clock),
        new ResumptionsResource(scheduling, resuming, json, clock),
        new SeveralResumptionsResource(scheduling, resuming, json, clock),
        new OccurrencesResource(
            scheduling,
            stores.schedules,
            stores.runs,
            new Mending(stores.ledger, stores.runs, runs, clock)));
  }

  private List<Object> runs() {
    Stores stores = rooms.stores();
    return List.of(
        new RunsResource(
            stores.runs,
            stores.journal,
            stores.deliveries,
            rooms.running().runs,
            rooms.ground().clock(),
            json),
        new RunNeighboursResource(stores.runs),
        new DeliveriesResource(stores.deliveries),
        new RefusalsResource(stores.refusals),
        new KeysResource(rooms.signing().rolling, json),
        new DoctorResource(
            doctor,
            trips,
            rooms.ground().mode(),
            () -> rooms.schedules().scheduling.engine().name()),
        new AuditResource(stores.audit, json));
  }

  private List<Object> secrets() {
    Safe safe = rooms.secrets().safe;
    return List.of(
        new SecretsResource(safe, rooms.running().secretUsers, json),
        new SecretRotationsResource(safe));
  }

  private List<Object> qstash() {
    Ground ground = rooms.ground();
    Clock clock = ground.clock();
    Stores stores = rooms.stores();
    var losses = new Losses(stores.ledger, rooms.running().watch, stores.schedules, stores.letters);
    var letters = new DeadLetters(
        stores.letters,
        QStashWiring.deadLetterOffice(
            rooms.node().qstash.filter(any -> ground.qstashRings()),
            ground.settings(),
            stores.installation,
            clock),
        stores.schedules::list,
        losses::givenUp,
        clock);
    SignatureGate gate = rooms.signing().gate;
    return List.of(
        new DeadLettersResource(letters),
        new QStashResource(
            rooms.running().runs,
            stores.deliveries,
            letters,
            losses,
            new HealthChecks(
                rooms.code().jobs, rooms.schedules().authoring, rooms.code().workshop, clock)::of,
            json,
            stores.installation::get,
            ground.settings().namespace(),
            replayed -> gate.refused(replayed, Cause.REPLAYED),
            trips::arrived,
            clock));
  }
}
