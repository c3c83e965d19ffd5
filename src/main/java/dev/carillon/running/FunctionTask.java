package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.CancelSignal;
import dev.carillon.function.Function;
import dev.carillon.function.HopelessException;
import dev.carillon.function.Invocation;
import dev.carillon.run.ErrorType;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit.LogLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Does {@code call} of a Java function. For one walk; shared by its branches. */
final class FunctionTask {
  /** A call is not to end a moment before its time limit: then it would be no breach of it. */
  private static final Duration GRACE = Duration.ofMillis(50);

  private static final Duration LONGEST = Duration.ofDays(365);

  private final Map<String, Function> functions;
  private final Workshop workshop;
  private final Run run;
  private final JsonNode schedule;
  private final Clock clock;

  FunctionTask(
      Map<String, Function> functions, Workshop workshop, Run run, JsonNode schedule, Clock clock) {
    this.functions = functions;
    this.workshop = workshop;
    this.run = run;
    this.schedule = schedule;
    this.clock = clock;
  }

  /**
   * Calls it.
   *
   * @param log takes the lines that it writes
   * @return as the function gave it, not measured yet
   */
  JsonNode call(
      String name,
      JsonNode arguments,
      JsonNode input,
      String idempotencyKey,
      Enclosure around,
      List<LogLine> log) {
    Function function = functions.get(name);
    if (function == null) {
      throw new TaskFailedException(Faults.noFunction(name));
    }
    GuestLog lines =
        new GuestLog((level, text) -> log.add(new LogLine(clock.instant(), level, text)));
    try {
      Instant now = clock.instant();
      Instant own = now.plus(timeLimit(function, arguments));
      Instant deadline = around.noLaterThan(own);
      Duration most = Duration.between(now, deadline);
      return returned(new GuestCall(function, called(name), workshop)
          .of(
              signal -> function.call(
                  invocation(arguments, input, idempotencyKey, deadline, signal, lines)),
              deadline.equals(own) ? most : most.plus(GRACE),
              around.cancellation()));
    } catch (HopelessException never) {
      throw new TaskFailedException(
          RunError.of(ErrorType.VALIDATION, failure(name) + never.getMessage()));
    } catch (TimeoutException late) {
      throw failed(ErrorType.TIMEOUT, name, late);
    } catch (Throwable broken) {
      // Somebody else's code: whatever it throws is this task's error, and nobody else's.
      throw failed(ErrorType.RUNTIME, name, broken);
    } finally {
      lines.close();
    }
  }

  /** The calls of one function by one workflow are counted together when they do not end. */
  private String called(String name) {
    return "the function \"" + name + "\", called by the workflow " + run.workflow();
  }

  private static Duration timeLimit(Function function, JsonNode arguments) {
    Duration limit = function.timeLimit(arguments);
    return limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
  }

  private Invocation invocation(
      JsonNode arguments,
      JsonNode input,
      String idempotencyKey,
      Instant deadline,
      CancelSignal signal,
      GuestLog log) {
    return new Invocation(
        arguments.deepCopy(),
        input.deepCopy(),
        idempotencyKey,
        run.message().map(MessageId::value),
        run.dueTime(),
        schedule.deepCopy(),
        deadline,
        signal,
        log);
  }

  private static JsonNode returned(JsonNode output) {
    if (output == null) {
      throw new IllegalStateException("it returned null; NullNode is the null of JSON");
    }
    return output;
  }

  private static TaskFailedException failed(ErrorType type, String name, Throwable why) {
    return new TaskFailedException(RunError.of(type, failure(name) + told(why)));
  }

  private static String failure(String name) {
    return "the function \"" + name + "\" failed: ";
  }

  private static String told(Throwable why) {
    String kind = why.getClass().getSimpleName();
    try {
      return why.getMessage() == null ? kind : kind + ": " + why.getMessage();
    } catch (RuntimeException | Error speechless) {
      return kind;
    }
  }
}
