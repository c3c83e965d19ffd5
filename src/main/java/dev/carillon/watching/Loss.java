package dev.carillon.watching;

import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.occurrence.Occurrence.Reason;

/**
 * What it says about a due time that QStash gave its message up.
 *
 * @param letter the message
 */
record Loss(GivenUp letter) {
  private static final int NOT_AGAIN = 489;
  private static final int UNAUTHORIZED = 401;

  /** Returns the reason: what was turned away was delivered, whatever else is known. */
  Reason reason(Reason otherwise) {
    int status = letter.status().orElse(0);
    boolean turnedAway = status == NOT_AGAIN || status == UNAUTHORIZED;
    return turnedAway ? Reason.REFUSED : otherwise;
  }

  /** Returns it in a sentence. */
  String words() {
    String tries = letter.retried().map(it -> " after " + attempts(it + 1)).orElse("");
    String status = letter.status().map(it -> it + ", ").orElse("");
    return "QStash gave it up" + tries + ": " + status + letter.detail().orElse("no reason told");
  }

  private static String attempts(int number) {
    return number == 1 ? "1 attempt" : number + " attempts";
  }
}
