package dev.carillon.workflow;

/**
 * Where the flow goes after a task (Open Workflow Specification DSL 1.0.3, "Flow directive").
 *
 * @param text {@code continue}, {@code exit}, {@code end} or the name of a task of the same list
 */
public record Directive(String text) {
  /** The next task of the list, or the end of the list. */
  public static final Directive CONTINUE = new Directive("continue");

  /** Leaves the list that the task stands in. */
  public static final Directive EXIT = new Directive("exit");

  /** Ends the whole run, successfully. */
  public static final Directive END = new Directive("end");

  /** Tells whether it names a task. */
  public boolean isName() {
    return !equals(CONTINUE) && !equals(EXIT) && !equals(END);
  }

  @Override
  public String toString() {
    return text;
  }
}
