package dev.carillon.running;

/** Thrown when a dead letter is asked for that is not ours, was removed, or is no longer kept. */
public final class UnknownDeadLetterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnknownDeadLetterException(String message) {
    super(message);
  }

  static UnknownDeadLetterException notOurs(String dlqId) {
    return new UnknownDeadLetterException("no dead letter " + dlqId + " is known here");
  }

  static UnknownDeadLetterException gone(String dlqId) {
    return new UnknownDeadLetterException("QStash does not keep " + dlqId
        + " any more: it was sent again or deleted in the Upstash console, or its time was over."
        + " Run the workflow from here instead");
  }
}
