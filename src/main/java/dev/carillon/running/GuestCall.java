package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.CancelSignal;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of somebody else's code in a thread of its own, and the signal by which that code hears
 * that it is not wanted any more. Then it is interrupted too, and waited for a little; after that
 * nobody waits for it, so it holds neither a run nor one of our threads.
 */
final class GuestCall implements CancelSignal {
  private static final Logger LOG = LoggerFactory.getLogger(GuestCall.class);
  private static final String HEEDLESS = ", but does not heed it: its thread goes on";

  private final Object code;
  private final String name;
  private final Workshop workshop;
  private final Cancellation hooks = new Cancellation();
  private Thread worker;
  private boolean stopped;
  private boolean ended;
  private boolean left;
  private JsonNode output;
  private Throwable failure;

  /** The work; told by the signal when it is not wanted any more. */
  @FunctionalInterface
  interface Work {
    JsonNode of(CancelSignal signal) throws Exception;
  }

  /**
   * Prepares a call.
   *
   * @param code whose class loader the thread gets
   * @param name of the code, for people; calls of one name that were left behind are counted
   *     together
   */
  GuestCall(Object code, String name, Workshop workshop) {
    this.code = code;
    this.name = name;
    this.workshop = workshop;
  }

  /**
   * Does the work and waits for its end.
   *
   * @param most how long it may take
   * @param wanted says when nobody wants it any more
   * @return what it returned, if need be null; also if it came a little late
   * @throws TimeoutException if its time was up
   * @throws CancellationException if it was not wanted any more
   * @throws TooManyLeftException if too many calls of this name do not heed their end
   * @throws Throwable as the work threw it; never an interrupt
   */
  JsonNode of(Work work, Duration most, CancelSignal wanted) throws Throwable {
    workshop.admit(name);
    Hook hook = wanted.onCancel(this::stop);
    try {
      workshop.begin(code, () -> work(work));
      boolean inTime = await(most, true);
      if (!inTime) {
        stop();
      }
      await(workshop.grace(), false);
      return result(inTime, most);
    } catch (InterruptedException hurried) {
      stop();
      Thread.currentThread().interrupt();
      throw new CancellationException("whoever waited for it was interrupted");
    } finally {
      hook.close();
      leave();
    }
  }

  private void work(Work work) {
    JsonNode result = null;
    Throwable broken = null;
    try {
      enter();
      result = work.of(this);
    } catch (Throwable thrown) {
      broken = thrown;
    }
    end(result, broken);
  }

  private synchronized void enter() throws InterruptedException {
    if (stopped) {
      throw new InterruptedException("stopped before it began");
    }
    worker = Thread.currentThread();
  }

  private synchronized void end(JsonNode result, Throwable broken) {
    worker = null;
    // Whoever gets this thread next is not meant.
    Thread.interrupted();
    output = result;
    failure = broken;
    ended = true;
    if (left) {
      workshop.cameBack(name);
      LOG.info("{} has ended after all; nobody waited for it any more", name);
    }
    notifyAll();
  }

  /** Goes away, whether it has ended or not. */
  private synchronized void leave() {
    if (!ended) {
      left = true;
      workshop.leftBehind(name);
      LOG.warn("{} was stopped and interrupted{}", name, HEEDLESS);
    }
  }

  /** Tells the work, and interrupts it. Its hooks run in a thread that nobody waits for. */
  private synchronized void stop() {
    if (stopped || ended) {
      return;
    }
    stopped = true;
    notifyAll();
    if (worker != null) {
      worker.interrupt();
    }
    try {
      workshop.begin(code, hooks::cancel);
    } catch (RejectedExecutionException closed) {
      // The process is about to end; the interrupt has to do.
      return;
    }
  }

  private synchronized boolean await(Duration most, boolean untilStopped)
      throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    long remaining = most.toNanos();
    while (!ended && !(untilStopped && stopped) && remaining > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, remaining);
      remaining = end - System.nanoTime();
    }
    return ended || stopped;
  }

  private synchronized JsonNode result(boolean inTime, Duration most) throws Throwable {
    if (ended && failure == null) {
      return output;
    }
    if (!inTime) {
      throw new TimeoutException(
          "it took longer than " + most + ", and was stopped" + (ended ? "" : HEEDLESS));
    }
    if (stopped) {
      throw new CancellationException("it was stopped" + (ended ? "" : HEEDLESS));
    }
    if (failure instanceof InterruptedException) {
      // An interrupt of its own is no concern of the thread that waits.
      throw new IllegalStateException("it was interrupted by itself", failure);
    }
    throw failure;
  }

  @Override
  public synchronized boolean isCancelled() {
    return stopped;
  }

  @Override
  public Hook onCancel(Runnable action) {
    return hooks.onCancel(() -> guarded(action));
  }

  /** One hook that breaks does not keep the others from being told. */
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error broken) {
      LOG.warn("{}: what it does when it is cancelled broke", name, wordless(broken));
    }
  }

  /** Its words may tell a secret that the code was given; where it broke tells none. */
  private static Throwable wordless(Throwable broken) {
    Throwable wordless = new IllegalStateException(broken.getClass().getName());
    wordless.setStackTrace(broken.getStackTrace());
    return wordless;
  }
}
