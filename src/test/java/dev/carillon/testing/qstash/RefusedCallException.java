package dev.carillon.testing.qstash;

/** Thrown when a call is answered with an error. */
final class RefusedCallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedCallException(int status, String text) {
    super(text);
    this.status = status;
  }

  static RefusedCallException badRequest(String text) {
    return new RefusedCallException(400, text);
  }

  static RefusedCallException notFound(String what) {
    return new RefusedCallException(404, what + " not found");
  }

  Reply reply() {
    return Reply.error(status, getMessage());
  }
}
