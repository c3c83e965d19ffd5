package dev.carillon.authoring;

import dev.carillon.workflow.Definition;
import dev.carillon.workflow.InvalidDefinitionException;

/** Understands the workflow language. Implementations are pure and may be shared by threads. */
public interface DefinitionReader {
  /**
   * Reads and checks a definition whole.
   *
   * @param source YAML or JSON (which is YAML too)
   * @throws InvalidDefinitionException with every problem, if there is one
   */
  Definition read(String source);

  /**
   * Reads a definition that was taken before. What was made a rule since, for the sake of those who
   * write, does not count against it: its schedule has to go on.
   *
   * @throws InvalidDefinitionException if it cannot be understood any more
   */
  default Definition reread(String source) {
    return read(source);
  }
}
