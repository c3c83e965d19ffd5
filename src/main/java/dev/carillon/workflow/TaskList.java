package dev.carillon.workflow;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Named tasks in their order. Immutable.
 *
 * @param tasks names are unique in one list
 */
public record TaskList(List<NamedTask> tasks) {
  /** Copies the list. */
  public TaskList {
    tasks = List.copyOf(tasks);
  }

  /** Returns where the task of that name stands, or empty if it is not in this list. */
  public OptionalInt indexOf(String name) {
    return IntStream.range(0, tasks.size())
        .filter(index -> tasks.get(index).name().equals(name))
        .findFirst();
  }

  /**
   * One entry of a list.
   *
   * @param name any text; told in step keys and reached by {@code then}
   * @param task what is done
   */
  public record NamedTask(String name, Task task) {}
}
