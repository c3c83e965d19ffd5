package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.Visit;
import dev.carillon.workflow.Directive;
import dev.carillon.workflow.TaskList;
import java.util.Optional;

/**
 * Where a walk stands in a list: before a task, or behind the list. Immutable.
 *
 * @param index of the task; behind the last one when the list is left
 * @param value what that task is handed
 * @param open the task's visit, if it was begun and is not done
 * @param leaving how the list is left: {@code continue} at its end, else {@code exit} or {@code end}
 */
record Place(int index, JsonNode value, Optional<Visit> open, Directive leaving) {
  /** Returns where to go on, given the visit of the list that was begun last. */
  static Place after(Optional<Visit> last, TaskList tasks, JsonNode input) {
    if (last.isEmpty()) {
      return new Place(0, input, Optional.empty(), Directive.CONTINUE);
    }
    Visit visit = last.get();
    String task = visit.key().task();
    int index = Integer.parseInt(task.substring(0, task.indexOf('/')));
    Place there = new Place(index, visit.raw(), last, Directive.CONTINUE);
    return visit.state().isDone() ? towards(done(visit), there, tasks) : there;
  }

  /** Returns what a visit that is done gives again. */
  static Outcome.Done done(Visit visit) {
    return new Outcome.Done(given(visit), way(visit));
  }

  /** Returns where a task that is done leads to. */
  static Place towards(Outcome.Done done, Place from, TaskList tasks) {
    Directive then = done.then();
    if (then.equals(Directive.CONTINUE)) {
      return new Place(from.index + 1, done.output(), Optional.empty(), Directive.CONTINUE);
    }
    int index = then.isName()
        ? tasks.indexOf(then.text()).orElseThrow(() -> new TaskFailedException(Faults.noTask(then)))
        : tasks.tasks().size();
    return new Place(
        index, done.output(), Optional.empty(), then.isName() ? Directive.CONTINUE : then);
  }

  boolean isIn(TaskList tasks) {
    return index < tasks.tasks().size();
  }

  private static JsonNode given(Visit visit) {
    return visit.output().orElse(visit.raw());
  }

  private static Directive way(Visit visit) {
    return visit.transition().map(Directive::new).orElse(Directive.CONTINUE);
  }
}
