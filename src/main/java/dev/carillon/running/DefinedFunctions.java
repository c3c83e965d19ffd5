package dev.carillon.running;

import dev.carillon.run.VisitKey;
import dev.carillon.workflow.Task;
import dev.carillon.workflow.TaskList.NamedTask;

/** Finds the tasks of {@code use.functions}. */
final class DefinedFunctions {
  private DefinedFunctions() {}

  /** Returns where a function is visited that a task calls. */
  static Site site(Site caller, Task.CallDefined call, Surroundings at) {
    Task function = at.definition().functions().get(call.function());
    if (function == null) {
      throw new TaskFailedException(Faults.noFunction(call.function()));
    }
    return new Site(
        VisitKey.of(caller.key().called(), 0, call.function(), 1),
        "/use/functions/" + Pointers.escaped(call.function()),
        new NamedTask(call.function(), function),
        caller.around().with(at.scope()));
  }
}
