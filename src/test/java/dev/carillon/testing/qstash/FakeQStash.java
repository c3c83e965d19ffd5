package dev.carillon.testing.qstash;

import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import dev.carillon.signature.SigningKeys;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.SetClock;
import dev.carillon.testing.Together;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * QStash on a loopback port of its own. Speaks its protocol strictly; delivers for real, signed and
 * with retries, but only when it is told to; and goes wrong in named ways. May be shared by threads,
 * and a destination may call back while it is delivered to.
 */
public final class FakeQStash implements AutoCloseable {
  private static final long BEAT_MILLIS = 200;

  private final Clock clock;
  private final Account account = new Account();
  private final Courier courier = new Courier();
  private final Destinations destinations = new Destinations();
  private final Calls calls = new Calls();
  private final Failures failures = new Failures(calls);
  private final Ledger ledger = new Ledger(account, failures);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Postman postman;
  private final Console console;
  private final ScheduleCalls schedules;
  private final ApiServer server;
  private volatile Duration ahead = Duration.ZERO;

  private FakeQStash(Clock clock) {
    this.clock = clock;
    this.postman = new Postman(account, ledger, courier, failures, clock);
    DlqCalls dlq = new DlqCalls(account, ledger, destinations, clock);
    this.console = new Console(account, ledger, dlq, clock);
    this.schedules = new ScheduleCalls(account, ledger, destinations, clock);
    Api api = new Api(
        account,
        schedules,
        new PublishCalls(account, ledger, destinations, clock),
        new MessageCalls(ledger, clock),
        dlq,
        new LogCalls(account, ledger, clock));
    FailingApi answers = new FailingApi(api, account, failures, clock, closed, this::deliverDue);
    this.server = new ApiServer(request -> {
      int number = calls.begin(request, clock.instant());
      ledger.expire(clock.instant());
      Reply reply = answers.apply(request);
      String date = RFC_1123_DATE_TIME.format(clock.instant().plus(ahead).atOffset(UTC));
      return calls.end(number, reply.status() == 0 ? reply : reply.with("Date", date));
    });
  }

  /** Starts one that goes by the given clock, with the free plan, in the European region. */
  public static FakeQStash start(Clock clock) {
    FakeQStash qstash = new FakeQStash(clock);
    qstash.server.start();
    return qstash;
  }

  /** Returns where its API is: {@code http://127.0.0.1:port}. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** Returns the token that it accepts. */
  public String token() {
    return account.token();
  }

  /** Returns a token that is good, but in another region. */
  public String tokenOfAnotherRegion() {
    return account.tokenOfAnotherRegion();
  }

  /** Returns a token by which nothing can be changed. */
  public String readOnlyToken() {
    return account.readOnlyToken();
  }

  /** Is otherwise, in something about QStash that nobody could verify. */
  public FakeQStash otherwise(Doubt doubt) {
    account.otherwise(doubt);
    return this;
  }

  /** Fires each schedule so much later than its times. */
  public FakeQStash firesLate(Duration lag) {
    ledger.late(lag);
    return this;
  }

  /** Fires nothing of a schedule in this time after it was made or replaced; at first none. */
  public FakeQStash takesToLoad(Duration time) {
    ledger.loading(time);
    return this;
  }

  /** Tells a time from now on that is so far ahead of its own. */
  public FakeQStash tellsTimeAhead(Duration by) {
    ahead = by;
    return this;
  }

  /** Returns what it signs with now. */
  public SigningKeys keys() {
    return account.keys();
  }

  /** Signs with these keys from now on. */
  public FakeQStash keys(SigningKeys others) {
    account.keys(others);
    return this;
  }

  /** Is in this region from now on: {@code EU-CENTRAL-1} or {@code US-EAST-1}. */
  public FakeQStash region(String name) {
    account.region(name);
    return this;
  }

  /** Goes by the limits of this plan from now on. */
  public FakeQStash plan(Plan plan) {
    account.plan(plan);
    return this;
  }

  /** Accepts destinations on loopback, as QStash's development server does. */
  public FakeQStash permitsLoopback() {
    destinations.permitLoopback();
    return this;
  }

  /** Resolves a name of a host to this address. */
  public FakeQStash knows(String host, String address) {
    destinations.know(host, address);
    return this;
  }

  /** Delivers what is published for a base URL to this place; what is signed stays as published. */
  public FakeQStash reaches(String base, URI place) {
    courier.reaches(base, place);
    destinations.learn(base);
    return this;
  }

  /** Delivers what is published for a base URL to this function, without HTTP. */
  public FakeQStash answersFor(String base, Function<Delivery, FakeReply> answers) {
    courier.answersFor(base, answers);
    destinations.learn(base);
    return this;
  }

  /** Waits for an answer of a destination no longer than this; at first five seconds. */
  public FakeQStash patience(Duration longest) {
    postman.patience(longest);
    return this;
  }

  /**
   * Delivers all that is due: schedules, delayed messages, retries and callbacks, in the order of
   * their time, one after the other, until nothing is due any more.
   */
  public List<Attempt> deliverDue() {
    List<Attempt> attempts = new ArrayList<>();
    List<Attempt> made = postman.deliverNext();
    while (!made.isEmpty()) {
      attempts.addAll(made);
      made = postman.deliverNext();
    }
    return attempts;
  }

  /** Moves the clock to each moment at which something is due and delivers it then, up to this one. */
  public List<Attempt> deliverAt(Instant end) {
    List<Attempt> attempts = new ArrayList<>(deliverDue());
    Optional<Instant> due = ledger.nextDue();
    while (due.isPresent() && !due.get().isAfter(end)) {
      moveTo(due.get());
      attempts.addAll(deliverDue());
      due = ledger.nextDue();
    }
    moveTo(end);
    attempts.addAll(deliverDue());
    return attempts;
  }

  private void moveTo(Instant instant) {
    if (!instant.isAfter(clock.instant())) {
      return;
    }
    if (clock instanceof MovingClock moving) {
      moving.moveTo(instant);
    } else if (clock instanceof SetClock set) {
      set.set(instant);
    } else {
      throw new IllegalStateException("the fake cannot move a " + clock.getClass());
    }
  }

  /** Delivers by itself from now on, each message in a thread of its own, until it is closed. */
  public FakeQStash runsByItself() {
    Threads.start("fake-qstash-rounds", () -> {
      while (!isClosedAfterABeat()) {
        ledger
            .takeAll(clock.instant())
            .forEach(
                message -> Threads.start("fake-qstash-postman", () -> postman.deliver(message)));
      }
    });
    return this;
  }

  private boolean isClosedAfterABeat() {
    try {
      return closed.await(BEAT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException over) {
      return true;
    }
  }

  /** Delivers all that is due at one moment, each message in a thread of its own, once. */
  public List<Attempt> deliverDueTogether() throws Exception {
    List<HeldMessage> due = postman.takeAll();
    if (due.isEmpty()) {
      return List.of();
    }
    return Together.call(due.size(), number -> () -> postman.deliver(due.get(number))).stream()
        .flatMap(List::stream)
        .toList();
  }

  /** Goes wrong in this way, once, unless the answer is told otherwise. */
  public Failing fails(Failure failure) {
    return failures.add(failing(failure));
  }

  private Failing failing(Failure failure) {
    Optional<Reply> remembered = failure == Failure.STALE_LIST
        ? Optional.of(Reply.json(200, schedules.list()))
        : Optional.empty();
    return new Failing(failure, remembered);
  }

  /**
   * Goes wrong in this way, told how before it can happen: for callers that run in the background.
   */
  public Failing fails(Failure failure, UnaryOperator<Failing> how) {
    return failures.add(how.apply(failing(failure)));
  }

  /** Does not go wrong any more. */
  public void recovers() {
    failures.clear();
  }

  /** Returns what a person can do by hand. */
  public Console console() {
    return console;
  }

  /** Returns the calls that were received so far, in order. */
  public List<Call> calls() {
    return calls.all();
  }

  /** Returns the names of {@code Upstash-*} headers that it was sent and that mean nothing to it. */
  public List<String> meaninglessHeaders() {
    return calls.all().stream()
        .flatMap(call -> Config.of(call.headers(), "").meaningless().stream())
        .distinct()
        .toList();
  }

  /** Returns all attempts that were made, in the order in which they ended. */
  public List<Attempt> attempts() {
    return postman.attempts();
  }

  /** Returns the calls in whose method and target this regular expression is found. */
  public List<Call> calls(String regex) {
    Pattern wanted = Pattern.compile(regex);
    return calls.all().stream().filter(it -> wanted.matcher(it.line()).find()).toList();
  }

  /** Returns the schedules that it holds. */
  public List<HeldSchedule> schedules() {
    return ledger.schedules();
  }

  /** Returns a schedule that has to be there. */
  public HeldSchedule schedule(String id) {
    return ledger
        .schedule(id)
        .orElseThrow(() -> new AssertionError("the fake holds no schedule " + id));
  }

  /** Returns all messages, finished or not, callbacks too, in order of creation. */
  public List<HeldMessage> messages() {
    return ledger.messages();
  }

  /** Returns the dead letters, in order. */
  public List<DeadLetter> dlq() {
    return ledger.dead();
  }

  /** Returns what happened to all messages, in order. */
  public List<LogLine> log() {
    return ledger.log();
  }

  @Override
  public void close() {
    closed.countDown();
    server.close();
  }
}
