package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.Visit;
import dev.carillon.run.Visit.LogLine;
import dev.carillon.workflow.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What tasks do outside the run. For one walk; shared by its branches. */
final class Effects {
  private final Surroundings at;
  private final FunctionTask functions;
  private final HttpTask http;

  Effects(Surroundings at, FunctionTask functions, HttpTask http) {
    this.at = at;
    this.functions = functions;
    this.http = http;
  }

  /**
   * What an effect gave.
   *
   * @param output before {@code output.as}
   * @param log the lines that it wrote
   */
  record Result(JsonNode output, List<LogLine> log) {}

  /**
   * Does it once; it may have been done before under the same key.
   *
   * @throws TaskFailedException if it failed; has the lines that it wrote
   */
  Result of(Site site, Visit visit, Scope scope) {
    Secrecy secrecy = at.secrecy();
    Scope seen = at.confidential(scope);
    List<LogLine> log = Collections.synchronizedList(new ArrayList<>());
    try {
      JsonNode output = Measure.admitted(output(site, visit, seen, secrecy, log), at.limits());
      return new Result(secrecy.masked(output), secrecy.masked(log));
    } catch (TaskFailedException failed) {
      throw new TaskFailedException(secrecy.masked(failed.error()), secrecy.masked(log));
    } catch (ExpressionException broken) {
      throw secrecy.masked(broken);
    }
  }

  private JsonNode output(Site site, Visit visit, Scope scope, Secrecy secrecy, List<LogLine> log) {
    Task task = site.task();
    if (task instanceof Task.CallHttp call) {
      return http.send(call, idempotencyKey(visit), scope, site.around(), secrecy);
    }
    if (task instanceof Task.CallFunction call) {
      JsonNode arguments = at.evaluate(call.arguments(), scope);
      return functions.call(
          call.function(), arguments, visit.input(), idempotencyKey(visit), site.around(), log);
    }
    throw new IllegalStateException("a task of kind " + task.kind() + " has no effect");
  }

  private String idempotencyKey(Visit visit) {
    return at.run().id() + visit.key().idempotent();
  }
}
