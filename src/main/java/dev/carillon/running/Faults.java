package dev.carillon.running;

import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import dev.carillon.workflow.Directive;
import dev.carillon.workflow.Task;
import java.util.Optional;

/** The errors that a walk itself can meet. */
final class Faults {
  private Faults() {}

  static RunError of(ExpressionException broken) {
    return RunError.of(ErrorType.EXPRESSION, broken.getMessage());
  }

  /** Tells whether an expression of the very task failed, and not of one inside it. */
  static boolean isExpressionOf(RunError error, Site site) {
    return error.type().equals(ErrorType.EXPRESSION.uri())
        && error.instance().equals(Optional.of(site.pointer()));
  }

  static RunError late(String detail) {
    return RunError.of(ErrorType.TIMEOUT, detail);
  }

  static RunError noWorkflow(Task.RunWorkflow task) {
    return RunError.of(
        ErrorType.CONFIGURATION,
        "there is no workflow " + task.namespace() + "/" + task.name() + " of version "
            + task.version());
  }

  static RunError noTask(Directive then) {
    return RunError.of(ErrorType.CONFIGURATION, "there is no task \"" + then + "\" to go to");
  }

  static RunError noFunction(String name) {
    return RunError.of(
        ErrorType.CONFIGURATION,
        "there is no function \"" + name + "\"; lay the jar that has it into WEB-INF/lib");
  }
}
