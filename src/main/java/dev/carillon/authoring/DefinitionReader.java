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
}
