package dev.carillon.workflow;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a text is no definition that could be walked; carries every problem found. */
public final class InvalidDefinitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Makes it from at least one problem. */
  public InvalidDefinitionException(List<Problem> problems) {
    super(problems.stream()
        .map(it -> it.line() + ":" + it.column() + " " + it.message())
        .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Returns what is wrong, in the order of the text. */
  public List<Problem> problems() {
    return problems;
  }
}
