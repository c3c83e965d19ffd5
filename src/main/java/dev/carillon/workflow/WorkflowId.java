package dev.carillon.workflow;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names a workflow: the {@code document.name} of its definition.
 *
 * <p>Two ids that differ in case only name the same workflow, so they are equal; {@link #value()}
 * keeps the spelling it was made with.
 *
 * @param value 1 to 63 letters, digits and inner hyphens (Open Workflow Specification DSL 1.0.3,
 *     {@code document.name})
 */
public record WorkflowId(String value) {
  private static final Pattern SHAPE =
      Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");

  /** Refuses what could not be a definition's name. */
  public WorkflowId {
    if (!SHAPE.matcher(value).matches()) {
      throw new InvalidWorkflowIdException(value);
    }
  }

  /** Returns the spelling by which ids are compared: lower case, whatever the locale. */
  public String folded() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WorkflowId id && id.folded().equals(folded());
  }

  @Override
  public int hashCode() {
    return folded().hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
