package dev.carillon.doctor;

import dev.carillon.delivery.Delivery;
import dev.carillon.delivery.DeliveryId;
import dev.carillon.doctor.DatabaseProbe.Pulse;
import dev.carillon.qstash.Addresses;
import dev.carillon.qstash.QStashAccount;
import dev.carillon.qstash.QStashClient;
import dev.carillon.qstash.QStashKeySource;
import dev.carillon.qstash.QStashLimits;
import dev.carillon.qstash.QStashRemote;
import dev.carillon.qstash.QStashTerms;
import dev.carillon.qstash.QStashTraveller;
import dev.carillon.run.RunId;
import dev.carillon.running.DeliveryLog;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Forecast;
import dev.carillon.scheduling.Plan;
import dev.carillon.scheduling.ScheduleEngine;
import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.signature.SigningKeys;
import dev.carillon.signing.InMemoryRefusalStore;
import dev.carillon.signing.KeyRing;
import dev.carillon.signing.KeyUses;
import dev.carillon.signing.RefusalStore;
import dev.carillon.signing.Rolling;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.Patience;
import dev.carillon.text.Bilingual;
import dev.carillon.workflow.WorkflowId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A doctor at the bed of an installation that is well, in production and rung by QStash, until a test
 * spoils something. QStash is the fake, and nothing else is asked outside.
 */
final class Surgery implements AutoCloseable {
  static final String BASE = "https://carillon.example/app";
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final String INSTALLATION = "0b9f1c52-7d1c-4a0e-9d53-2f6a4a1c9e01";

  final MovingClock clock = new MovingClock(NOON);
  final FakeQStash qstash = FakeQStash.start(clock);
  final RefusalStore refusals = new InMemoryRefusalStore();
  final InMemoryTripStore trips = new InMemoryTripStore();
  final Map<KeyFingerprint, Instant> seen = new ConcurrentHashMap<>();
  final List<Check> more = new ArrayList<>();
  final List<Schedule> schedules = new ArrayList<>();
  final Map<String, List<Names.Place>> names = new HashMap<>();

  String token = qstash.token();
  QStashLimits limits = Patience.patient(2, Duration.ofMillis(300));
  boolean production = true;
  boolean rungByQStash = true;
  boolean devServer;
  Optional<String> publicUrl = Optional.of(BASE);
  Optional<SigningKeys> keys = Optional.of(qstash.keys());
  List<String> warnings = List.of();
  Optional<Instant> received = Optional.empty();
  Optional<Instant> given = Optional.of(Instant.EPOCH);
  final Set<Instant> skipped = new HashSet<>();
  Optional<ScheduleEngine> local = Optional.empty();
  Optional<Plan> plan = Optional.empty();
  Optional<Forecast> forecast = Optional.empty();
  Supplier<Pulse> database = () -> new Pulse("PostgreSQL", "15.4", clock.instant(), true);
  Names lookup = host -> names.getOrDefault(host, List.of());

  private final List<Runnable> opened = new ArrayList<>();
  private Optional<RoundTrips> roundTrips = Optional.empty();

  Surgery() {
    names.put("carillon.example", List.of(new Names.Place("93.184.215.14", Optional.empty())));
  }

  /** Lets the local engine ring on a laptop, with nothing of QStash's set. */
  Surgery onALaptop() {
    production = false;
    rungByQStash = false;
    publicUrl = Optional.empty();
    keys = Optional.empty();
    token = "";
    return this;
  }

  /** Soon gives up waiting for a QStash that hangs. */
  Surgery impatient() {
    limits = Patience.impatient(2, Duration.ofMillis(300));
    return this;
  }

  private QStashClient client() {
    List<String> secrets = keys.map(it -> List.of(it.current(), it.next())).orElse(List.of());
    var client = new QStashClient(new QStashAccount(qstash.url(), token), secrets, limits, clock);
    opened.add(client::close);
    return client;
  }

  private Optional<QStashClient> asked() {
    return token.isEmpty() ? Optional.empty() : Optional.of(client());
  }

  KeyRing ring() {
    KeyUses uses = new KeyUses() {
      @Override
      public void saw(KeyFingerprint key, Instant at) {
        seen.put(key, at);
      }

      @Override
      public Map<KeyFingerprint, Instant> lastSeen() {
        return Map.copyOf(seen);
      }
    };
    KeyRing ring = new KeyRing(
        keys, asked().map(QStashKeySource::new), it -> !PublishedKeys.isPublished(it), uses, clock);
    opened.add(ring::stop);
    return ring;
  }

  RoundTrips roundTrips() {
    if (roundTrips.isEmpty()) {
      var terms = QStashTerms.of("carillon", Duration.ofSeconds(25), "free", Map.of());
      RoundTrips made = new RoundTrips(
          trips,
          refusals,
          asked()
              .flatMap(client -> publicUrl.map(url -> new QStashTraveller(
                  client,
                  terms,
                  new Addresses(List.of(url), List::of, Optional.empty(), devServer),
                  () -> INSTALLATION))),
          clock);
      opened.add(made::stop);
      roundTrips = Optional.of(made);
    }
    return roundTrips.get();
  }

  private Expectations expectations() {
    return new Expectations() {
      @Override
      public Map<ScheduleId, Instant> given() {
        Map<ScheduleId, Instant> all = new HashMap<>();
        given.ifPresent(at -> schedules.forEach(it -> all.put(it.id(), at)));
        return all;
      }

      @Override
      public boolean wasSkipped(ScheduleId id, Instant due) {
        return skipped.contains(due);
      }
    };
  }

  Doctor doctor() {
    Setup setup = new Setup(
        production,
        () -> rungByQStash ? "qstash" : "local",
        Bilingual.of("a test wants it", "так хочет тест"),
        publicUrl.map(URI::create).stream().toList(),
        new Setup.Secrets(
            !token.isEmpty(),
            keys.isPresent(),
            keys.isPresent(),
            keys.filter(PublishedKeys::isPublished).isPresent()),
        qstash.url(),
        devServer,
        warnings);
    Doctor doctor = new Checks(
            setup,
            asked().map(QStashRemote::new),
            () -> database.get(),
            host -> lookup.of(host),
            new Rolling(ring(), it -> !PublishedKeys.isPublished(it), clock),
            local,
            () -> schedules,
            expectations(),
            () -> plan,
            () -> forecast,
            new Deliveries(),
            refusals,
            roundTrips(),
            more,
            clock,
            clock)
        .doctor();
    opened.add(doctor::stop);
    return doctor;
  }

  /** Returns what a new doctor finds. */
  Finding ask(Topic topic) {
    return finding(doctor().report(), topic);
  }

  static Finding finding(Report report, Topic topic) {
    return report.entries().stream()
        .filter(it -> it.topic() == topic)
        .map(Report.Entry::finding)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing about " + topic));
  }

  private final class Deliveries implements DeliveryLog {
    @Override
    public List<Delivery> list(Optional<DeliveryId> after, int limit) {
      return List.of();
    }

    @Override
    public List<Delivery> ofWorkflow(WorkflowId workflow, Optional<DeliveryId> after, int limit) {
      return List.of();
    }

    @Override
    public List<Delivery> ofRun(RunId run) {
      return List.of();
    }

    @Override
    public DeliveryId note(Delivery delivery, Instant at) {
      throw new UnsupportedOperationException("nothing is delivered here");
    }

    @Override
    public Optional<Instant> lastReceived(String route) {
      return route.equals("jobs") ? received : Optional.empty();
    }
  }

  @Override
  public void close() {
    opened.forEach(Runnable::run);
    qstash.close();
  }
}
