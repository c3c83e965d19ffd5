package dev.carillon.running;

import java.time.Duration;

/**
 * Makes the HTTP calls of workflow tasks, through the gate that decides which addresses may be
 * reached.
 *
 * <p>May be shared by threads. A call blocks its thread until the whole reply is there, at most for
 * the call's {@link HttpCall#timeout()}. Nothing is tried again by itself and no cookie is kept: a
 * call is one exchange, or the exchanges of its redirects.
 */
public interface HttpCaller {
  /**
   * Sends a request and returns the reply, whatever its status is.
   *
   * <p>When the thread is interrupted, or {@code cancellation} is called from another one, the
   * connection is closed at once and a {@link CallFailedException} of the kind {@link
   * CallFailedException.Kind#CANCELLED} comes out; an interrupted thread stays interrupted.
   *
   * @param cancellation ends the call early; {@link Cancellation#never()} if nobody will
   * @throws CallRefusedException if the call is not allowed; another try would be refused as well
   * @throws CallFailedException if no whole reply came; another try may succeed
   */
  HttpReply exchange(HttpCall call, Cancellation cancellation);

  /** Returns how long a call may take at most. */
  Duration timeLimit();

  /** Does the same for a call that is never cancelled. */
  default HttpReply exchange(HttpCall call) {
    return exchange(call, Cancellation.never());
  }
}
