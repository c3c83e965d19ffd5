package dev.carillon.language;

import dev.carillon.workflow.Task;
import dev.carillon.workflow.TaskList;
import dev.carillon.workflow.TaskList.NamedTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads lists of tasks. */
final class TaskListReader {
  static final int MAX_DEPTH = 32;
  static final int MAX_TASKS = 1000;

  private static final String TOO_MANY =
      "a definition has at most " + MAX_TASKS + " tasks; make two workflows of it";
  private static final int MAX_NAME = 100;
  private static final int MAX_POINTER = 1000;
  private static final Set<String> DIRECTIVES = Set.of("continue", "exit", "end");

  private final Reading reading;
  private final Values values;
  private final TaskReader tasks;

  TaskListReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.tasks = new TaskReader(reading, templates, this);
  }

  /** Reads a list; what is wrong in it was told and is left out. */
  TaskList read(Value value, String name, TaskPlace.ListPlace place) {
    if (place.depth() >= MAX_DEPTH) {
      reading
          .problems()
          .add(
              value,
              "tasks are nested deeper than " + MAX_DEPTH
                  + " levels; make a workflow of its own of the inner ones");
      return new TaskList(List.of());
    }
    Map<String, Value> named = isList(value, name) ? named(value) : Map.of();
    List<NamedTask> read = new ArrayList<>();
    named.forEach((task, body) -> tasks
        .read(body, place(task, named.keySet(), place))
        .ifPresent(it -> read.add(new NamedTask(task, it))));
    return new TaskList(read);
  }

  /** Reads a task that stands in no list. */
  Optional<Task> single(String name, Value body, Surroundings around) {
    if (reading.count(name) == MAX_TASKS + 1 && !reading.isKept()) {
      reading.problems().add(body, TOO_MANY);
    }
    return tasks.read(body, new TaskPlace(name, Set.of(), around, 1, true));
  }

  private static TaskPlace place(String task, Set<String> all, TaskPlace.ListPlace place) {
    Set<String> siblings = place.branches() ? Set.of() : all;
    return new TaskPlace(task, siblings, place.around(), place.depth() + 1, place.branches());
  }

  private boolean isList(Value value, String name) {
    if (value.isObject()) {
      reading
          .problems()
          .add(value, "\"" + name + "\" is a list; put \"- \" before the name of each" + " task");
      return false;
    }
    if (values.list(value, name).isEmpty()) {
      return false;
    }
    if (value.items().isEmpty()) {
      reading
          .problems()
          .add(
              value,
              "\"" + name
                  + "\" needs at least one task; write \"- name:\" and what it does under it");
    }
    return true;
  }

  private Map<String, Value> named(Value list) {
    Map<String, Value> named = new LinkedHashMap<>();
    for (Value item : list.items()) {
      if (isNamed(item)) {
        String name = item.members().keySet().iterator().next();
        checkName(item, name, named);
        named.putIfAbsent(name, item.members().get(name).value());
        countIn(item, name);
      }
    }
    return named;
  }

  private boolean isNamed(Value item) {
    if (!item.isObject()) {
      reading
          .problems()
          .add(
              item,
              "a task has a name and a body, and this is " + item.kind()
                  + "; write \"- name:\" and what it does under it");
    } else if (item.members().size() != 1) {
      reading
          .problems()
          .add(
              item,
              item.members().isEmpty()
                  ? "a task is missing here; write \"- name:\" and what it does under it"
                  : "this task has no name, or two names; write \"- name:\" and indent what it does under"
                      + " it");
    }
    return item.isObject() && item.members().size() == 1;
  }

  private void checkName(Value item, String name, Map<String, Value> before) {
    if (DIRECTIVES.contains(name)) {
      tellOfName(
          item,
          name,
          "\"" + name + "\" cannot be the name of a task, as it means something"
              + " in \"then\"; choose another");
    } else if (before.containsKey(name)) {
      tellOfName(
          item,
          name,
          "\"" + Brackets.abbreviated(name) + "\" is in this list already, in" + " line "
              + before.get(name).place().line() + "; choose another name");
    } else if (name.isBlank() || name.length() > MAX_NAME) {
      tellOfName(item, name, "a task's name has 1 to " + MAX_NAME + " characters; choose another");
    } else if (name.chars().anyMatch(Character::isISOControl)
        || !reading.isKept() && Unseen.breaksLine(name)) {
      tellOfName(item, name, "a task's name is one line of text; choose another");
    } else if (!reading.isKept() && Unseen.in(name).isPresent()) {
      String unseen = String.format("U+%04X", Unseen.in(name).getAsInt());
      tellOfName(
          item,
          name,
          "a task's name holds " + unseen
              + ", which is not seen and can change how the text around it looks; choose another");
    } else if (item.pointer().length() > MAX_POINTER) {
      tellOfName(
          item,
          name,
          "the names of the tasks around this one are too long for its depth; shorten them");
    }
  }

  private void tellOfName(Value item, String name, String message) {
    reading.problems().addAtKey(item, name, message);
  }

  private void countIn(Value item, String name) {
    if (reading.count(name) == MAX_TASKS + 1) {
      reading.problems().add(item, TOO_MANY);
    }
  }
}
