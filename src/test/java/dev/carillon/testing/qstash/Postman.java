package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Delivers what is due: signs each attempt, carries it, and sends the callbacks on their way. */
final class Postman {
  private final Account account;
  private final Ledger ledger;
  private final Courier courier;
  private final Failures failures;
  private final Clock clock;
  private final Signatures signatures;
  private final Outcomes outcomes;
  private final List<Attempt> attempts = Collections.synchronizedList(new ArrayList<>());
  private volatile Duration patience = Duration.ofSeconds(5);

  Postman(Account account, Ledger ledger, Courier courier, Failures failures, Clock clock) {
    this.account = account;
    this.ledger = ledger;
    this.courier = courier;
    this.failures = failures;
    this.clock = clock;
    this.signatures = new Signatures(account);
    this.outcomes = new Outcomes(account);
  }

  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  void patience(Duration longest) {
    patience = longest;
  }

  /** Takes what is due first and delivers it; nothing if nothing is due. */
  List<Attempt> deliverNext() {
    resurrect();
    return ledger.take(clock.instant()).map(this::deliver).orElse(List.of());
  }

  /** Fires and takes all that is due. */
  List<HeldMessage> takeAll() {
    resurrect();
    return ledger.takeAll(clock.instant());
  }

  private void resurrect() {
    ledger.schedules().stream()
        .filter(HeldSchedule::paused)
        .filter(it -> failures.of(it.about(), Failure.RESURRECTS_PAUSED).isPresent())
        .forEach(it -> ledger.pause(it.id(), false, clock.instant()));
  }

  /** Delivers it, and once more at the same moment if that was asked for. */
  List<Attempt> deliver(HeldMessage message) {
    boolean twice = failures.of(message.parcel().url(), Failure.DOUBLE_DELIVERY).isPresent();
    List<Attempt> attempts = twice ? atOnce(message) : List.of(carry(message));
    Attempt best =
        attempts.stream().filter(Attempt::isDelivered).findFirst().orElse(attempts.get(0));
    settle(message, best, clock.instant());
    return attempts;
  }

  private List<Attempt> atOnce(HeldMessage message) {
    var second = new FutureTask<Attempt>(() -> carry(message));
    Threads.start("fake-qstash-double", second);
    Attempt first = carry(message);
    try {
      return List.of(first, second.get());
    } catch (ExecutionException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private Attempt carry(HeldMessage message) {
    Attempt attempt = carry(delivery(message, clock.instant()), message.parcel());
    attempts.add(attempt);
    return attempt;
  }

  private Attempt carry(Delivery delivery, Parcel parcel) {
    if (failures.of(parcel.url(), Failure.UNREACHABLE).isPresent()) {
      return Attempt.broken(delivery, "dial tcp 203.0.113.7:443: connect: connection refused");
    }
    Attempt attempt = courier.carry(delivery, patience(parcel));
    return failures.of(parcel.url(), Failure.LOSES_ANSWER).isPresent()
        ? Attempt.broken(delivery, "read tcp 203.0.113.7:443: connection reset by peer")
        : attempt;
  }

  private void settle(HeldMessage message, Attempt attempt, Instant now) {
    Optional<DeadLetter> letter = ledger.finish(message.id(), attempt, now);
    Parcel parcel = message.parcel();
    parcel.callback().ifPresent(it -> tell(it, message, attempt, Optional.empty(), now));
    letter.ifPresent(dead -> parcel
        .failureCallback()
        .ifPresent(it -> tell(it, message, attempt, Optional.of(dead.id()), now)));
  }

  private Duration patience(Parcel parcel) {
    return failures
        .of(parcel.url(), Failure.GIVES_UP)
        .map(Failing::by)
        .or(() -> parcel.options().timeout().filter(it -> it.compareTo(patience) < 0))
        .orElse(patience);
  }

  private Delivery delivery(HeldMessage message, Instant now) {
    Parcel parcel = message.parcel();
    Map<String, List<String>> headers = HttpWire.none();
    headers.putAll(parcel.options().headers());
    headers.put("User-Agent", List.of("Upstash-QStash"));
    headers.put("Upstash-Message-Id", List.of(message.id()));
    headers.put("Upstash-Retried", List.of("" + message.retried()));
    headers.put("Upstash-Region", List.of(account.region()));
    headers.put("Upstash-Caller-Ip", List.of(parcel.callerIp()));
    message.schedule().ifPresent(it -> headers.put("Upstash-Schedule-Id", List.of(it)));
    headers.put("Upstash-Signature", List.of(signatures.of(message, now)));
    return new Delivery(
        message.id(),
        message.retried(),
        message.schedule(),
        parcel.url(),
        parcel.options().method(),
        headers,
        parcel.body(),
        now);
  }

  private void tell(
      Callback callback,
      HeldMessage message,
      Attempt attempt,
      Optional<String> dlqId,
      Instant now) {
    byte[] body = outcomes.of(message, attempt, dlqId).toString().getBytes(UTF_8);
    Parcel parcel =
        Parcel.plain(callback.url(), body, callback.options(), message.parcel().callerIp());
    Instant due = callback.options().delay().map(now::plus).orElse(now);
    boolean scheduled = account.holds(Doubt.CALLBACK_HAS_THE_SCHEDULE);
    ledger.accept(HeldMessage.fresh(Ids.message(), parcel, now, due)
        .about(message.id())
        .of(message.schedule().filter(it -> scheduled)));
  }
}
