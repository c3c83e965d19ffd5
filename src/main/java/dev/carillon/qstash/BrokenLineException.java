package dev.carillon.qstash;

/** Thrown when a request got no whole answer. */
final class BrokenLineException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean sent;
  private final boolean worthAnother;

  /**
   * Says why.
   *
   * @param sent whether QStash may have seen the request
   * @param worthAnother whether another try could help
   */
  BrokenLineException(String why, boolean sent, boolean worthAnother) {
    super(why);
    this.sent = sent;
    this.worthAnother = worthAnother;
  }

  boolean isSent() {
    return sent;
  }

  boolean isWorthAnother() {
    return worthAnother;
  }
}
