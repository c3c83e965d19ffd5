package dev.carillon.rest;

import dev.carillon.scheduling.EngineTrouble;
import jakarta.ws.rs.core.Response;

/**
 * The troubles of engines as problems, a type for each kind. What the caller can mend with another
 * request is 422 or 409; what is to be mended in the settings, or at QStash, is 502; what may go
 * away by itself is 503.
 */
final class EngineProblems {
  private EngineProblems() {}

  /** Returns the problem: what happened, what the engine said, what helps, and where more stands. */
  static Problem of(EngineTrouble trouble) {
    Problem told = kind(trouble.kind()).detail(trouble.what());
    Problem cited = trouble.said().map(words -> told.with("qstash", words)).orElse(told);
    return cited.with("remedy", trouble.remedy()).with("guide", trouble.kind().guide());
  }

  /** Returns the answer, with the wait that the engine asked for where there is one. */
  static Response answer(EngineTrouble trouble) {
    Response.ResponseBuilder answer = of(trouble).answer();
    return trouble
        .retryAfter()
        .map(wait -> answer.header("Retry-After", Math.max(1, wait.toSeconds())))
        .orElse(answer)
        .build();
  }

  private static Problem kind(EngineTrouble.Kind kind) {
    return switch (kind) {
      case ENGINE_REFUSED -> Problem.of(502, "engine-refused", "The engine refused");
      case ENGINE_UNAVAILABLE ->
        Problem.of(503, "engine-unavailable", "The engine does not answer");
      case LOOPBACK_ADDRESS ->
        Problem.of(502, "loopback-address", "QStash cannot call this machine");
      case PRIVATE_HOST ->
        Problem.of(502, "private-host", "QStash cannot call into a private network");
      case UNRESOLVABLE_HOST ->
        Problem.of(502, "unresolvable-host", "QStash cannot find the host of APP_URL");
      case INVALID_DESTINATION ->
        Problem.of(502, "invalid-destination", "QStash has no address to call");
      case WRONG_REGION -> Problem.of(502, "wrong-region", "The token is of another region");
      case BAD_TOKEN -> Problem.of(502, "bad-token", "QStash does not accept the token");
      case TOKEN_NOT_ALLOWED ->
        Problem.of(502, "token-not-allowed", "QStash does not let the token do this");
      case NOT_QSTASH -> Problem.of(502, "not-qstash", "No QStash answers at QSTASH_URL");
      case SCHEDULE_QUOTA -> Problem.of(409, "schedule-quota", "The plan allows no more schedules");
      case QUOTA_EXCEEDED -> Problem.of(409, "quota-exceeded", "A limit of the plan is reached");
      case BAD_CRON -> Problem.of(422, "bad-cron", "QStash cannot use the cron");
      case BAD_RETRY_DELAY -> Problem.of(422, "bad-retry-delay", "QStash cannot use retryDelay");
      case DELAY_TOO_LONG ->
        Problem.of(422, "delay-too-long", "The plan allows no such long delay");
      case TIMEOUT_TOO_LONG ->
        Problem.of(502, "timeout-too-long", "The plan allows no such long timeout");
      case TOO_MANY_RETRIES -> Problem.of(422, "too-many-retries", "The plan allows fewer retries");
      case MESSAGE_TOO_LARGE ->
        Problem.of(422, "message-too-large", "The plan allows smaller messages only");
      case RATE_LIMITED -> Problem.of(503, "rate-limited", "QStash was asked too often");
      case DAILY_LIMIT -> Problem.of(503, "daily-limit", "The messages of the day are used up");
      case UNREACHABLE -> Problem.of(503, "unreachable", "QStash cannot be reached");
      case NO_ANSWER -> Problem.of(503, "no-answer", "QStash gave no answer");
      case SERVER_ERROR -> Problem.of(503, "server-error", "QStash is broken");
      case NONSENSE -> Problem.of(503, "nonsense", "QStash's answer cannot be understood");
    };
  }
}
