package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Answers as the API does, or goes wrong as was asked for. */
final class FailingApi implements Function<Request, Reply> {
  private static final String HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>";
  private static final JsonMapper JSON = new JsonMapper();

  private final Api api;
  private final Account account;
  private final Failures failures;
  private final Clock clock;
  private final CountDownLatch closed;
  private final Runnable delivering;

  FailingApi(
      Api api,
      Account account,
      Failures failures,
      Clock clock,
      CountDownLatch closed,
      Runnable delivering) {
    this.api = api;
    this.account = account;
    this.failures = failures;
    this.clock = clock;
    this.closed = closed;
    this.delivering = delivering;
  }

  @Override
  public Reply apply(Request request) {
    Reply reply = failures
        .of(request, failure -> failure != Failure.SLOW && isAbout(failure, request))
        .map(it -> failing(it, request))
        .orElseGet(() -> api.answer(request));
    failures.of(request, Failure.SLOW::equals).ifPresent(it -> pause(it.by()));
    return reply;
  }

  private static boolean isAbout(Failure failure, Request request) {
    if (failure.isOfLists()) {
      return request.method().equals("GET") && request.path().equals("/v2/schedules");
    }
    if (failure == Failure.QUOTA_SCHEDULES) {
      return request.method().equals("POST") && request.path().startsWith("/v2/schedules/http");
    }
    return failure.isOfCalls();
  }

  private Reply failing(Failing failing, Request request) {
    return switch (failing.failure()) {
      case BEFORE_APPLYING -> Reply.error(500, "internal server error");
      case AFTER_APPLYING -> applied(request, Reply.error(500, "internal server error"));
      case HANGS -> never();
      case HANGS_AFTER_APPLYING -> applied(request, null);
      case BREAKS_CONNECTION -> Reply.BROKEN;
      case BREAKS_CONNECTION_AFTER_APPLYING -> applied(request, Reply.BROKEN);
      case NONSENSE -> Reply.of(200, "text/html", HTML);
      case NONSENSE_AFTER_APPLYING -> applied(request, Reply.of(200, "text/html", HTML));
      case BROKEN_JSON -> half(api.answer(request));
      case EMPTY_ANSWER -> applied(request, Reply.done());
      case DELIVERS_BEFORE_ANSWERING -> delivered(api.answer(request));
      case RATE_LIMITED -> limited(failing);
      case DAILY_LIMITED -> Limits.daily(account.plan().messagesPerDay(), clock.instant());
      case UNAVAILABLE -> waiting(failing, Reply.error(503, "service unavailable"));
      case BAD_TOKEN -> Reply.error(401, "unauthorized: invalid token");
      case WRONG_REGION -> account.unknownUser().reply();
      case QUOTA_SCHEDULES ->
        ParcelReader.quota(412, "maxSchedules", account.plan().schedules()).reply();
      case SAYS -> failing.told();
      case EMPTY_LIST -> Reply.json(200, JsonNodeFactory.instance.arrayNode());
      case SHORT_LIST -> shorter(api.answer(request));
      case STALE_LIST -> failing.remembered();
      case WRONG_LIST -> Reply.json(200, somebodyElses());
      default -> throw new IllegalStateException(failing.failure() + " is not about calls");
    };
  }

  private Reply applied(Request request, Reply reply) {
    api.answer(request);
    return reply == null ? never() : reply;
  }

  private Reply delivered(Reply reply) {
    delivering.run();
    return reply;
  }

  private Reply never() {
    try {
      closed.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
    return Reply.BROKEN;
  }

  private void pause(Duration time) {
    try {
      closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply limited(Failing failing) {
    String reset = "" + (clock.instant().getEpochSecond() + 1);
    Reply reply = Reply.error(429, "rate limit exceeded")
        .with("Burst-RateLimit-Limit", "100")
        .with("Burst-RateLimit-Remaining", "0")
        .with("Burst-RateLimit-Reset", reset);
    return waiting(failing, reply);
  }

  private static Reply waiting(Failing failing, Reply reply) {
    boolean told = !failing.retryAfter().isEmpty();
    return told ? reply.with("Retry-After", failing.retryAfter()) : reply;
  }

  private static Reply half(Reply whole) {
    byte[] half = Arrays.copyOf(whole.body(), whole.body().length / 2);
    return new Reply(whole.status(), whole.headers(), half);
  }

  private static Reply shorter(Reply whole) {
    try {
      ArrayNode list = (ArrayNode) JSON.readTree(new String(whole.body(), UTF_8));
      for (int left = list.size() / 2; list.size() > left; ) {
        list.remove(list.size() - 1);
      }
      return Reply.json(200, list);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static ArrayNode somebodyElses() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    ObjectNode alien = list.addObject();
    alien.put("scheduleId", "scd_somebodyElsesScheduleNotOurs").put("cron", "0 3 * * *");
    alien.put("createdAt", 1_767_225_600_000L).put("destination", "https://shop.test/job");
    alien.put("method", "POST").put("retries", 3).put("isPaused", false);
    alien.put("callerIP", "198.51.100.9").put("callerIp", "198.51.100.9");
    return list;
  }
}
