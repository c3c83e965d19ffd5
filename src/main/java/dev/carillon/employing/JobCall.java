package dev.carillon.employing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.carillon.function.CancelSignal;
import dev.carillon.job.JobCard;
import dev.carillon.job.JobContext;
import dev.carillon.running.Cancellation;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a job in a thread of its own, and the signal by which the job hears that it is not
 * wanted any more.
 */
final class JobCall implements CancelSignal {
  private static final Logger LOG = LoggerFactory.getLogger(JobCall.class);
  private static final String HEEDLESS = ", but does not heed it: its thread goes on";
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final JobCard card;
  private final Workshop workshop;
  private final Cancellation hooks = new Cancellation();
  private Thread worker;
  private boolean stopped;
  private boolean ended;
  private JsonNode output;
  private Throwable failure;

  JobCall(JobCard card, Workshop workshop) {
    this.card = card;
    this.workshop = workshop;
  }

  /**
   * Does the work and waits for its end, for as long as the job may take.
   *
   * @param context of this call, made from its signal
   * @param wanted says when nobody wants it any more
   * @throws TimeoutException if its time was up
   * @throws CancellationException if it was not wanted any more
   * @throws Exception as the job threw it
   */
  JsonNode of(Function<CancelSignal, JobContext> context, CancelSignal wanted) throws Exception {
    Hook hook = wanted.onCancel(this::stop);
    try {
      workshop.begin(card.job(), () -> work(context.apply(this)));
      boolean inTime = await(card.timeLimit(), true);
      if (!inTime) {
        stop();
      }
      await(GRACE, false);
      return result(inTime);
    } finally {
      hook.close();
    }
  }

  private void work(JobContext context) {
    JsonNode result = null;
    Throwable broken = null;
    try {
      enter();
      result = card.job().run(context);
    } catch (Throwable thrown) {
      broken = thrown;
    }
    leave(result, broken);
  }

  private synchronized void enter() throws InterruptedException {
    if (stopped) {
      throw new InterruptedException("stopped before it began");
    }
    worker = Thread.currentThread();
  }

  private synchronized void leave(JsonNode result, Throwable broken) {
    worker = null;
    // Whoever gets this thread next is not meant.
    Thread.interrupted();
    output = result == null ? NullNode.getInstance() : result;
    failure = broken;
    ended = true;
    notifyAll();
  }

  /** Tells the job, and interrupts it. Somebody else's hooks run in a thread that nobody waits for. */
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
      workshop.begin(card.job(), hooks::cancel);
    } catch (RejectedExecutionException closed) {
      // The process is about to end; the interrupt has to do.
      return;
    }
  }

  private synchronized boolean await(Duration most, boolean untilStopped)
      throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    long left = most.toNanos();
    while (!ended && !(untilStopped && stopped) && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    return ended || stopped;
  }

  private synchronized JsonNode result(boolean inTime) throws Exception {
    if (ended && failure == null) {
      return output;
    }
    if (!inTime) {
      throw new TimeoutException("it took longer than " + card.timeLimit() + ", and was stopped"
          + (ended ? "" : HEEDLESS));
    }
    if (stopped) {
      throw new CancellationException("it was stopped" + (ended ? "" : HEEDLESS));
    }
    if (failure instanceof Exception thrown && !(thrown instanceof InterruptedException)) {
      throw thrown;
    }
    // An interrupt of its own, or an error, is no concern of the thread that waits.
    throw new IllegalStateException(failure.toString(), failure);
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
    } catch (RuntimeException | LinkageError broken) {
      LOG.warn("{}: what it does when it is cancelled broke", card.whose(), broken);
    }
  }
}
