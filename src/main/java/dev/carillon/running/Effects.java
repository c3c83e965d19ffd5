package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.HopelessException;
import dev.carillon.function.Invocation;
import dev.carillon.run.ErrorType;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit;
import dev.carillon.run.Visit.LogLine;
import dev.carillon.workflow.Task;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** What tasks do outside the run. For one walk; shared by its branches. */
final class Effects {
  private final Surroundings at;
  private final Run run;
  private final Map<String, Function> functions;
  private final HttpTask http;
  private final Clock clock;

  Effects(Surroundings at, Map<String, Function> functions, HttpTask http, Clock clock) {
    this.at = at;
    this.run = at.run();
    this.functions = functions;
    this.http = http;
    this.clock = clock;
  }

  /**
   * What an effect gave.
   *
   * @param output before {@code output.as}
   * @param log the lines that it wrote
   */
  record Result(JsonNode output, List<LogLine> log) {}

  /** Does it once; it may have been done before under the same key. */
  Result of(Site site, Visit visit, Scope scope) {
    Secrecy secrecy = new Secrecy();
    Scope seen = at.confidential(scope, secrecy);
    try {
      Result result = result(site, visit, seen, secrecy);
      return new Result(secrecy.masked(result.output()), secrecy.masked(result.log()));
    } catch (TaskFailedException failed) {
      throw new TaskFailedException(secrecy.masked(failed.error()));
    } catch (ExpressionException broken) {
      throw new ExpressionException(secrecy.masked(broken.getMessage()));
    }
  }

  private Result result(Site site, Visit visit, Scope scope, Secrecy secrecy) {
    Task task = site.task();
    if (task instanceof Task.CallHttp call) {
      return new Result(
          http.send(call, idempotencyKey(visit), scope, site.around(), secrecy), List.of());
    }
    if (task instanceof Task.CallFunction call) {
      return function(call, visit, scope, site.around());
    }
    throw new IllegalStateException("a task of kind " + task.kind() + " has no effect");
  }

  private Result function(Task.CallFunction call, Visit visit, Scope scope, Enclosure around) {
    Function function = functions.get(call.function());
    if (function == null) {
      throw new TaskFailedException(Faults.noFunction(call.function()));
    }
    List<LogLine> log = new ArrayList<>();
    JsonNode arguments = at.evaluate(call.arguments(), scope);
    var invocation = new Invocation(
        arguments,
        visit.input(),
        idempotencyKey(visit),
        run.message().map(MessageId::value),
        run.dueTime(),
        around.cancellation(),
        (level, text) -> log.add(new LogLine(clock.instant(), level, text)));
    return new Result(called(function, invocation), log);
  }

  private static JsonNode called(Function function, Invocation invocation) {
    try {
      JsonNode output = function.call(invocation);
      if (output == null) {
        throw new IllegalStateException("it returned null");
      }
      return output;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw broken(ErrorType.RUNTIME, function, stopped);
    } catch (HopelessException never) {
      throw broken(ErrorType.VALIDATION, function, never);
    } catch (TimeoutException late) {
      throw broken(ErrorType.TIMEOUT, function, late);
    } catch (Exception | LinkageError | StackOverflowError broken) {
      // Somebody else's code: whatever it throws is this task's error, and nobody else's.
      throw broken(ErrorType.RUNTIME, function, broken);
    }
  }

  private static TaskFailedException broken(ErrorType type, Function function, Throwable why) {
    return new TaskFailedException(RunError.of(
        type,
        "the function \"" + function.name() + "\" failed: " + why.getClass().getSimpleName()
            + (why.getMessage() == null ? "" : ": " + why.getMessage())));
  }

  private String idempotencyKey(Visit visit) {
    return run.id() + visit.key().idempotent();
  }
}
