package dev.carillon.running;

import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import dev.carillon.workflow.Directive;

/** The errors that a walk itself can meet. */
final class Faults {
  private Faults() {}

  static RunError of(ExpressionException broken) {
    return RunError.of(ErrorType.EXPRESSION, broken.getMessage());
  }

  static boolean isOfExpression(RunError error) {
    return error.type().equals(ErrorType.EXPRESSION.uri());
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
