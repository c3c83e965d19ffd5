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

  /** Tells whether it may be why the very task, and not one inside it, never got its input. */
  static boolean mayBeOfTheInputOf(Site site, RunError error) {
    boolean ofData = error.type().equals(ErrorType.EXPRESSION.uri())
        || error.type().equals(ErrorType.VALIDATION.uri());
    return ofData && error.instance().equals(Optional.of(site.pointer()));
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
