package dev.carillon.running;

import dev.carillon.run.RunError;
import dev.carillon.run.Visit.LogLine;
import java.util.List;

/** Thrown when a task could not be done. */
final class TaskFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RunError error;
  private final transient List<LogLine> log;

  TaskFailedException(RunError error) {
    this(error, List.of());
  }

  TaskFailedException(RunError error, List<LogLine> log) {
    super(error.title());
    this.error = error;
    this.log = log;
  }

  /** Returns the lines that the task wrote before it failed. */
  List<LogLine> log() {
    return log;
  }

  RunError error() {
    return error;
  }
}
