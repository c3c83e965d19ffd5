package dev.carillon.app;

import dev.carillon.access.SecretHash;
import dev.carillon.access.SignIn;
import dev.carillon.doctor.Doctor;
import dev.carillon.doctor.RoundTrips;
import dev.carillon.doctor.SecretsCheck;
import dev.carillon.employing.JobBook;
import dev.carillon.guard.AccessFilter;
import dev.carillon.guard.AssetsFilter;
import dev.carillon.guard.BodyLimitFilter;
import dev.carillon.guard.HeadersFilter;
import dev.carillon.guard.JobPathFilter;
import dev.carillon.guard.PlainPathFilter;
import dev.carillon.guard.SignatureFilter;
import dev.carillon.guard.WholeBodyFilter;
import dev.carillon.rest.EventsResource;
import dev.carillon.signature.PublicUrls;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What requests meet: the filters, in order, and the resources behind them. */
final class WebWiring {
  final SignIn signIn;
  final EventsResource events;
  final RoundTrips trips;
  final Doctor doctor;
  final List<Object> resources;
  final List<RoutedFilter> filters;
  private final Rooms rooms;

  /**
   * Makes them all.
   *
   * @param missing tells why no work can be taken now
   * @throws dev.carillon.employing.RivalJobsException if a job wants a path of ours
   */
  WebWiring(Rooms rooms, Secret adminToken, Supplier<Optional<String>> missing) {
    this.rooms = rooms;
    Stores stores = rooms.stores();
    Clock clock = rooms.ground().clock();
    signIn = new SignIn(stores.sessions, SecretHash.of(adminToken.value()), clock);
    events = new EventsResource(stores.changes, signIn);
    trips = new RoundTrips(
        stores.trips,
        stores.refusals,
        QStashWiring.traveller(rooms.node().qstash, rooms.ground().settings(), stores.installation),
        clock);
    doctor = doctor();
    resources = new Resources(rooms, signIn, events, trips, doctor, missing).all();
    Routes.of(resources).refuseRivals(rooms.code().jobs);
    filters = filters();
  }

  private Doctor doctor() {
    return new DoctorWiring(
            rooms.ground().settings(),
            rooms.stores().database,
            rooms.node().qstash,
            rooms.schedules().local,
            rooms.schedules().scheduling,
            rooms.schedules().sync,
            new Expected(rooms.stores().schedules, rooms.stores().ledger),
            rooms.stores().deliveries,
            rooms.stores().refusals,
            rooms.signing().rolling,
            new SecretsCheck(rooms.secrets().safe, rooms.running().secretUsers),
            rooms.ground().clock(),
            rooms.ground().clock().machine())
        .doctor(trips);
  }

  private List<RoutedFilter> filters() {
    PublicUrls urls = rooms.signing().urls;
    JobBook jobs = rooms.code().jobs;
    return List.of(
        new RoutedFilter("headers", new HeadersFilter(urls.isSecure()), "/*"),
        new RoutedFilter("plain-path", new PlainPathFilter(), "/*"),
        new RoutedFilter("body-limit", new BodyLimitFilter(BodyLimitFilter.USUAL), "/*"),
        new RoutedFilter(
            "signature", new SignatureFilter(), "/api/qstash/webhook", "/api/qstash/failure"),
        new RoutedFilter("signature-jobs", new SignatureFilter(true), signedJobs(jobs)),
        new RoutedFilter("job-paths", new JobPathFilter(jobs.routes()), signedJobs(jobs)),
        new RoutedFilter("access", new AccessFilter(signIn, urls), "/*"),
        new RoutedFilter("whole-body", new WholeBodyFilter(), "/*"),
        new RoutedFilter("assets", new AssetsFilter(), "/*"));
  }

  private static List<String> signedJobs(JobBook jobs) {
    return Stream.concat(Stream.of("/api/jobs/*"), jobs.routes().keySet().stream())
        .toList();
  }
}
