package dev.carillon.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the readers of one definition share. */
final class Reading {
  private final SourceText source;
  private final Problems problems;
  private final Set<String> functions;
  private final Set<String> taskNames = new HashSet<>();
  private final List<Runnable> atTheEnd = new ArrayList<>();
  private int tasks;

  Reading(SourceText source, Problems problems, Set<String> functions) {
    this.source = source;
    this.problems = problems;
    this.functions = functions;
  }

  SourceText source() {
    return source;
  }

  Problems problems() {
    return problems;
  }

  /** Returns the names of the functions written in Java. */
  Set<String> functions() {
    return functions;
  }

  /** Notes a task and returns how many there are by now. */
  int count(String task) {
    taskNames.add(task);
    return ++tasks;
  }

  /** Returns the names of all tasks; whole only at the end. */
  Set<String> taskNames() {
    return taskNames;
  }

  /** Puts off a check that needs to know the whole definition. */
  void atTheEnd(Runnable check) {
    atTheEnd.add(check);
  }

  void finish() {
    atTheEnd.forEach(Runnable::run);
  }
}
