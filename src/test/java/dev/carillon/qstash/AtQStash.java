package dev.carillon.qstash;

import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.Patience;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client and an engine over the fake, with waits that pass at once. */
final class AtQStash implements AutoCloseable {
  static final String BASE = "https://carillon.example/app";
  static final String INSTALLATION = "0b9f1c52-7d1c-4a0e-9d53-2f6a4a1c9e01";

  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  private final QStashClient client;
  private final Clock clock;
  private QStashTerms terms = QStashTerms.of("carillon", Duration.ofSeconds(25), "free", Map.of());
  private Optional<String> bypass = Optional.empty();

  private AtQStash(URI url, String token, List<String> secrets, QStashLimits limits, Clock clock) {
    this.client =
        new QStashClient(new QStashAccount(url, token), secrets, limits, clock, waits::add);
    this.clock = clock;
  }

  static AtQStash over(FakeQStash qstash, Clock clock) {
    return new AtQStash(qstash.url(), qstash.token(), List.of(), limits(), clock);
  }

  /** One that soon gives up waiting for a QStash that hangs. */
  static AtQStash impatient(FakeQStash qstash, Clock clock) {
    QStashLimits soon = Patience.impatient(4, Duration.ofSeconds(5));
    return new AtQStash(qstash.url(), qstash.token(), List.of(), soon, clock);
  }

  static AtQStash at(URI url, String token, List<String> secrets, Clock clock) {
    return new AtQStash(url, token, secrets, limits(), clock);
  }

  static AtQStash at(URI url, String token, QStashLimits limits, Clock clock) {
    return new AtQStash(url, token, List.of(), limits, clock);
  }

  static QStashLimits limits() {
    return Patience.patient(4, Duration.ofSeconds(5));
  }

  AtQStash terms(QStashTerms others) {
    terms = others;
    return this;
  }

  AtQStash bypass(String secret) {
    bypass = Optional.of(secret);
    return this;
  }

  QStashClient client() {
    return client;
  }

  /** Returns how long was waited between tries, so far. */
  List<Duration> waits() {
    return List.copyOf(waits);
  }

  QStashEngine engine() {
    return engine(BASE);
  }

  QStashEngine engine(String... publicUrls) {
    return new QStashEngine(
        client,
        terms,
        new Addresses(List.of(publicUrls), List::of, bypass, false),
        workflow -> QStashEngine.WEBHOOK,
        () -> INSTALLATION,
        clock);
  }

  @Override
  public void close() {
    client.close();
  }
}
