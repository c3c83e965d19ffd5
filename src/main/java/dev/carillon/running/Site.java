package dev.carillon.running;

import dev.carillon.run.VisitKey;
import dev.carillon.workflow.Task;
import dev.carillon.workflow.TaskList.NamedTask;

/**
 * Where a task is visited.
 *
 * @param key of the visit
 * @param pointer of the task in its definition
 * @param named the task
 * @param around what stands around it
 */
record Site(VisitKey key, String pointer, NamedTask named, Enclosure around) {
  Task task() {
    return named.task();
  }

  Scope scope() {
    return around.scope();
  }

  Site within(Enclosure other) {
    return new Site(key, pointer, named, other);
  }
}
