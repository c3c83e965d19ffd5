package dev.carillon.workflow;

/** Thrown when a text is used as a workflow's id that cannot be one. */
public final class InvalidWorkflowIdException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidWorkflowIdException(String text) {
    super("\""
        + abbreviated(text)
        + "\" is no workflow id: 1 to 63 letters, digits and hyphens, no hyphen at either end");
  }

  private static String abbreviated(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
