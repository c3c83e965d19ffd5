package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import dev.carillon.workflow.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Does {@code call: http} (Open Workflow Specification DSL 1.0.3, "HTTP call"). For one walk; shared
 * by its branches.
 */
final class HttpTask {
  /** A call is not to end a moment before its time limit: then it would be no breach of it. */
  private static final Duration GRACE = Duration.ofMillis(50);

  private final HttpCaller caller;
  private final HttpRequests requests;
  private final HttpOutputs outputs;
  private final Clock clock;

  HttpTask(
      HttpCaller caller,
      Expressions expressions,
      ObjectMapper json,
      Clock clock,
      Optional<Instant> dueTime) {
    this.caller = caller;
    this.requests = new HttpRequests(expressions, json, dueTime);
    this.outputs = new HttpOutputs(json);
    this.clock = clock;
  }

  JsonNode send(
      Task.CallHttp call, String idempotencyKey, Scope scope, Enclosure around, Secrecy secrecy) {
    HttpCall request = requests.of(call, idempotencyKey, scope, timeLimit(around), secrecy);
    HttpReply reply = exchange(request, around.cancellation());
    boolean good = reply.status() >= 200 && reply.status() < (call.redirect() ? 400 : 300);
    if (!good) {
      throw new TaskFailedException(HttpFaults.of(request, reply, clock.instant()));
    }
    return outputs.of(call.output(), request, reply, secrecy);
  }

  private Duration timeLimit(Enclosure around) {
    Instant now = clock.instant();
    return Duration.between(now, around.noLaterThan(now.plus(caller.timeLimit())))
        .plus(GRACE);
  }

  private HttpReply exchange(HttpCall request, Cancellation cancellation) {
    try {
      return caller.exchange(request, cancellation);
    } catch (CallRefusedException refused) {
      throw new TaskFailedException(RunError.of(ErrorType.CONFIGURATION, refused.getMessage()));
    } catch (CallFailedException failed) {
      throw new TaskFailedException(RunError.of(type(failed.kind()), failed.getMessage()));
    }
  }

  /** A reply that is too large would be too large again. */
  private static ErrorType type(CallFailedException.Kind kind) {
    return switch (kind) {
      case TIMEOUT -> ErrorType.TIMEOUT;
      case TOO_LARGE -> ErrorType.CONFIGURATION;
      default -> ErrorType.COMMUNICATION;
    };
  }
}
