package dev.carillon.qstash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.qstash.Tries.Answered;
import dev.carillon.signature.SigningKeys;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * QStash's REST API. Each call has a time limit and a limit to its answer, and is tried again where
 * that helps and nothing would be done twice.
 *
 * <p>Every method may throw {@link dev.carillon.scheduling.EngineRefusedException} (QStash said no)
 * or {@link dev.carillon.scheduling.EngineUnavailableException} (no answer, or none that can be
 * used). Neither holds the token or another secret. May be shared by threads; nothing is opened
 * before the first call.
 */
public final class QStashClient implements AutoCloseable {
  private static final String SCHEDULES = "/v2/schedules";
  private static final String MESSAGES = "/v2/messages/";
  private static final String DLQ = "/v2/dlq";

  private final Line line;
  private final Tries tries;
  private final Troubles troubles;
  private final QStashLimits limits;
  private final String account;
  private final CountDownLatch closed;

  /**
   * Makes one.
   *
   * @param secrets what else must never be told, should QStash repeat it: signing keys, the bypass,
   *     values of forwarded headers
   */
  public QStashClient(
      QStashAccount account, Collection<String> secrets, QStashLimits limits, Clock clock) {
    this(account, secrets, limits, clock, new CountDownLatch(1));
  }

  private QStashClient(
      QStashAccount account,
      Collection<String> secrets,
      QStashLimits limits,
      Clock clock,
      CountDownLatch closed) {
    this(
        account,
        secrets,
        limits,
        clock,
        time -> closed.await(time.toMillis(), TimeUnit.MILLISECONDS),
        closed);
  }

  /** Makes one that waits between tries by other means. */
  QStashClient(
      QStashAccount account,
      Collection<String> secrets,
      QStashLimits limits,
      Clock clock,
      Sleeper sleeper) {
    this(account, secrets, limits, clock, sleeper, new CountDownLatch(1));
  }

  private QStashClient(
      QStashAccount account,
      Collection<String> secrets,
      QStashLimits limits,
      Clock clock,
      Sleeper sleeper,
      CountDownLatch closed) {
    List<String> all = new ArrayList<>(secrets);
    all.add(account.token());
    this.line = new Line(account, limits);
    this.troubles = new Troubles(account.url(), new Redactor(all), clock);
    this.tries = new Tries(
        line,
        limits,
        troubles,
        clock,
        sleeper,
        () -> ThreadLocalRandom.current().nextDouble());
    this.limits = limits;
    this.account = account.identity();
    this.closed = closed;
  }

  private QStashClient(QStashClient other, QStashLimits limits) {
    this.line = other.line;
    this.troubles = other.troubles;
    this.tries = other.tries.with(limits);
    this.limits = limits;
    this.account = other.account;
    this.closed = other.closed;
  }

  /** Returns the same client with less time for each call; it is closed with this one. */
  public QStashClient within(Duration time) {
    return new QStashClient(this, limits.within(time));
  }

  // ---- schedules

  /**
   * Makes a schedule, or puts it in the place of the one with its id, which is replaced as a whole
   * and rings even if the one before was paused.
   *
   * @param id at most letters, digits, {@code -}, {@code _} and {@code .}
   * @param cron five fields, with {@code CRON_TZ=} in front if need be
   */
  public void putSchedule(String id, String cron, Parcel parcel) {
    Parcel whole = parcel.header("Upstash-Cron", cron).header("Upstash-Schedule-Id", id);
    Ask ask = ask("POST", SCHEDULES + "/", whole);
    Reply reply = good(ask);
    String given = need(ask, reply, "scheduleId");
    if (!given.equals(id)) {
      throw troubles.nonsense(ask, "it names another schedule", reply);
    }
  }

  /** Returns a schedule, or nothing if there is none with that id. */
  public Optional<RemoteSchedule> findSchedule(String id) {
    Ask ask = Ask.of("GET", SCHEDULES + "/" + escaped(id));
    return present(ask).map(reply -> read(ask, reply, RemoteSchedule::of));
  }

  /** Returns what tells the account from others; its kind, a colon and a hash. */
  String account() {
    return account;
  }

  /** Returns all schedules of the account, whoever made them. */
  public List<RemoteSchedule> schedules() {
    Ask ask = Ask.of("GET", SCHEDULES);
    Reply reply = good(ask);
    return readAll(ask, reply, json(ask, reply), RemoteSchedule::of);
  }

  /** Deletes a schedule; returns false if QStash says that there was none. */
  public boolean deleteSchedule(String id) {
    return present(Ask.of("DELETE", SCHEDULES + "/" + escaped(id))).isPresent();
  }

  /** Keeps a schedule from ringing; returns false if there is none. */
  public boolean pauseSchedule(String id) {
    return change(SCHEDULES + "/" + escaped(id) + "/pause");
  }

  /** Lets a schedule ring from now on; returns false if there is none. */
  public boolean resumeSchedule(String id) {
    return change(SCHEDULES + "/" + escaped(id) + "/resume");
  }

  /** The SDKs say PATCH, the published description says POST; who knows only one answers 404 or 405. */
  private boolean change(String target) {
    Ask ask = Ask.of("PATCH", target);
    Answered answered = tries.ask(ask);
    int status = answered.reply().status();
    if (status == 405 || status == 404) {
      return present(ask.method("POST")).isPresent();
    }
    return found(ask, answered).isPresent();
  }

  // ---- messages

  /**
   * Publishes a message. Without a {@link Parcel#deduplication} it is tried again only where it was
   * surely not taken.
   */
  public Publication publish(Parcel parcel) {
    Ask ask = ask("POST", "/v2/publish/", parcel);
    Ask sent = parcel.isDeduplicated() ? ask : ask.once();
    Reply reply = good(sent);
    JsonNode json = json(sent, reply);
    return new Publication(
        need(sent, reply, "messageId"), json.path("deduplicated").asBoolean(false));
  }

  /** Returns a message that is not finished yet; nothing if it is, or was never known. */
  public Optional<RemoteMessage> findMessage(String id) {
    Ask ask = Ask.of("GET", MESSAGES + escaped(id));
    return present(ask).map(reply -> read(ask, reply, RemoteMessage::of));
  }

  /**
   * Takes a message back; returns false if it is finished or not known.
   *
   * @throws dev.carillon.scheduling.EngineUnavailableException also if it is gone, but an earlier
   *     try, whose answer was lost, may have taken it back
   */
  public boolean cancelMessage(String id) {
    Ask ask = Ask.of("DELETE", MESSAGES + escaped(id));
    Answered answered = tries.ask(ask);
    Optional<Reply> found = found(ask, answered);
    if (found.isEmpty() && answered.repeated()) {
      throw troubles.of(
          ask, new BrokenLineException("an answer was lost, and now it is gone", true, false));
    }
    return found
        .flatMap(Json::tree)
        .map(json -> Json.number(json, "cancelled").orElse(1L) > 0)
        .orElse(found.isPresent());
  }

  /** Returns a page of what happened to messages. */
  public Page<RemoteEvent> events(EventFilter filter) {
    Ask ask = Ask.of("GET", "/v2/events" + filter.query());
    return page(ask, RemoteEvent::of, "events", "logs");
  }

  // ---- dead letters

  /** Returns a page of dead letters, the newest first. */
  public Page<DeadLetter> deadLetters(DeadLetterFilter filter) {
    return page(Ask.of("GET", DLQ + filter.query()), DeadLetter::of, "messages");
  }

  /** Returns a dead letter, or nothing if there is none. */
  public Optional<DeadLetter> findDeadLetter(String dlqId) {
    Ask ask = Ask.of("GET", DLQ + "/" + escaped(dlqId));
    return present(ask).map(reply -> read(ask, reply, DeadLetter::of));
  }

  /**
   * Publishes a dead letter again, which removes it; tried again only where it was surely not done.
   *
   * @return the id of the new message; nothing if there is no such dead letter
   */
  public Optional<String> retryDeadLetter(String dlqId) {
    Ask ask = Ask.of("POST", DLQ + "/retry/" + escaped(dlqId)).once();
    return present(ask).map(reply -> need(ask, reply, "messageId"));
  }

  /** Deletes a dead letter; returns false if there is none. */
  public boolean deleteDeadLetter(String dlqId) {
    Ask ask = Ask.of("DELETE", DLQ + "/" + escaped(dlqId));
    Answered answered = tries.ask(ask);
    return found(ask, answered).isPresent() || answered.repeated();
  }

  // ---- keys

  /** Returns the keys that QStash signs with. */
  public SigningKeys keys() {
    return keys(Ask.of("GET", "/v2/keys"));
  }

  /**
   * Drops the current key, puts the next in its place and makes a fresh next one; tried again only
   * where it was surely not done, since a second rotation would lock receivers out.
   */
  public SigningKeys rotateKeys() {
    return keys(Ask.of("POST", "/v2/keys/rotate").once());
  }

  /**
   * Returns what QStash's clock shows, to a second; nothing if it does not tell. Asks for the keys
   * besides, so that nobody but QStash can answer.
   */
  public Optional<Instant> time() {
    Ask ask = Ask.of("GET", "/v2/keys");
    Reply reply = good(ask);
    keys(ask, reply);
    return reply.header("Date").flatMap(QStashClient::instant);
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private SigningKeys keys(Ask ask) {
    return keys(ask, good(ask));
  }

  private SigningKeys keys(Ask ask, Reply reply) {
    Optional<JsonNode> json = Json.tree(reply);
    Optional<String> current = json.flatMap(it -> Json.text(it, "current"));
    Optional<String> next = json.flatMap(it -> Json.text(it, "next"));
    if (current.isEmpty() || next.isEmpty()) {
      // The answer itself would be shown, and may hold one key.
      throw troubles.nonsense(ask, "it names no two keys", new Reply(200, Map.of(), new byte[0]));
    }
    return new SigningKeys(current.get(), next.get());
  }

  /** Ends the calls under way, closes all connections and leaves no thread. May come twice. */
  @Override
  public void close() {
    closed.countDown();
    line.close();
  }

  // ---- asking and reading

  private static Ask ask(String method, String prefix, Parcel parcel) {
    return Ask.of(method, prefix + parcel.destination())
        .with(List.copyOf(parcel.headers().entrySet()))
        .body(parcel.body());
  }

  private Reply good(Ask ask) {
    Answered answered = tries.ask(ask);
    if (!answered.reply().isGood()) {
      throw refusal(ask, answered);
    }
    return answered.reply();
  }

  private RuntimeException refusal(Ask ask, Answered answered) {
    RuntimeException why = troubles.of(ask, answered.reply());
    return answered.repeated() ? Troubles.inDoubt(ask, why) : why;
  }

  private Optional<Reply> present(Ask ask) {
    return found(ask, tries.ask(ask));
  }

  /** What is merely done needs no body; but somebody's page in place of one is no answer. */
  private Optional<Reply> found(Ask ask, Answered answered) {
    Reply reply = answered.reply();
    if (Troubles.isAbsent(reply)) {
      return Optional.empty();
    }
    if (!reply.isGood()) {
      throw refusal(ask, answered);
    }
    if (reply.body().length > 0) {
      json(ask, reply);
    }
    return Optional.of(reply);
  }

  private JsonNode json(Ask ask, Reply reply) {
    return Json.tree(reply).orElseThrow(() -> troubles.nonsense(ask, "it is no JSON", reply));
  }

  private String need(Ask ask, Reply reply, String name) {
    return Json.text(json(ask, reply), name)
        .orElseThrow(() -> troubles.nonsense(ask, "it has no " + name, reply));
  }

  private <T> T read(Ask ask, Reply reply, Function<JsonNode, Optional<T>> reader) {
    return reader
        .apply(json(ask, reply))
        .orElseThrow(() -> troubles.nonsense(ask, "what matters is missing", reply));
  }

  private <T> List<T> readAll(
      Ask ask, Reply reply, JsonNode list, Function<JsonNode, Optional<T>> reader) {
    if (!list.isArray()) {
      throw troubles.nonsense(ask, "it is no list", reply);
    }
    List<T> all = new ArrayList<>();
    for (JsonNode item : list) {
      all.add(reader
          .apply(item)
          .orElseThrow(() -> troubles.nonsense(ask, "an entry lacks what matters", reply)));
    }
    return all;
  }

  private <T> Page<T> page(Ask ask, Function<JsonNode, Optional<T>> reader, String... names) {
    Reply reply = good(ask);
    JsonNode json = json(ask, reply);
    JsonNode list = json.path(names[0]);
    for (String name : names) {
      list = list.isMissingNode() ? json.path(name) : list;
    }
    return new Page<>(readAll(ask, reply, list, reader), Json.text(json, "cursor"));
  }

  private static String escaped(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
