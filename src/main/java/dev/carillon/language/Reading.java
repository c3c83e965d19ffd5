package dev.carillon.language;

import dev.carillon.workflow.Mention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the readers of one definition share. */
final class Reading {
  private final SourceText source;
  private final Problems problems;
  private final Set<String> functions;
  private final Set<String> taskNames = new HashSet<>();
  private final List<Runnable> atTheEnd = new ArrayList<>();
  private final JsonSchemes schemes;
  private final Uses uses = new Uses();
  private final List<Mention> mentions = new ArrayList<>();
  private final Map<String, Set<String>> calls = new HashMap<>();
  private String function = "";
  private final boolean kept;
  private int tasks;

  Reading(
      SourceText source,
      Problems problems,
      Set<String> functions,
      JsonSchemes schemes,
      boolean kept) {
    this.kept = kept;
    this.source = source;
    this.problems = problems;
    this.functions = functions;
    this.schemes = schemes;
  }

  SourceText source() {
    return source;
  }

  /** Tells whether it was taken before. */
  boolean isKept() {
    return kept;
  }

  Problems problems() {
    return problems;
  }

  /** Returns the names of the functions written in Java. */
  Set<String> functions() {
    return functions;
  }

  /** Returns what checks schemas. */
  JsonSchemes schemes() {
    return schemes;
  }

  /** Returns what stands under {@code use}. */
  Uses uses() {
    return uses;
  }

  /** Notes that something is named which is kept apart from the definition. */
  void mention(Mention mention) {
    mentions.add(mention);
  }

  /** Returns what was noted, in the order of the text. */
  List<Mention> mentions() {
    return mentions.stream()
        .sorted(Comparator.comparingInt(Mention::line).thenComparingInt(Mention::column))
        .toList();
  }

  /** Tells which function of {@code use} is read from now on; empty for none. */
  void inFunction(String name) {
    function = name;
  }

  /**
   * Notes that a function of {@code use} is called; returns whether it is then called by itself,
   * directly or not.
   */
  boolean callsItself(String called) {
    calls.computeIfAbsent(function, it -> new HashSet<>()).add(called);
    return !function.isEmpty() && reaches(called, function, new HashSet<>());
  }

  private boolean reaches(String from, String to, Set<String> seen) {
    return from.equals(to)
        || seen.add(from)
            && calls.getOrDefault(from, Set.of()).stream().anyMatch(it -> reaches(it, to, seen));
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
