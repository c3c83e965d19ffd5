package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.running.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who writes when many want to. */
@Timeout(60)
class TurnTest {
  private final Turn turn = new Turn(Duration.ofSeconds(30));

  /** As a run whose steps follow one another at once, and somebody who wants to cancel it. */
  @Test
  void whoWritesAgainAtOnceLetsThoseWhoWaitGoFirst() throws Exception {
    AtomicBoolean waited = new AtomicBoolean();
    turn.take();
    Thread other = new Thread(() -> {
      turn.take();
      waited.set(true);
      turn.give();
    });
    other.start();
    Awaitility.await().until(() -> other.getState() == Thread.State.TIMED_WAITING);

    turn.give();
    turn.take();

    assertThat(waited).isTrue();
    turn.give();
    other.join();
  }

  @Test
  void eachOfManyHasItsTurn() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    Runnable tenTimes = () -> {
      for (int time = 0; time < 10; time++) {
        turn.take();
        turns.incrementAndGet();
        turn.give();
      }
    };
    Thread one = new Thread(tenTimes);
    Thread two = new Thread(tenTimes);
    one.start();
    two.start();
    one.join();
    two.join();

    assertThat(turns).hasValue(20);
  }

  @Test
  void whoStoodStillWithTheWholeProcessWaitsAnew() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch thawed = new CountDownLatch(1);
    // Asked at the beginning, before the wait, and after it: then minutes have passed.
    AtomicInteger asked = new AtomicInteger();
    Turn frozen = new Turn(Duration.ofSeconds(30), () -> {
      int times = asked.incrementAndGet();
      if (times == 4) {
        return Duration.ofMillis(29_950).toNanos();
      } else if (times < 4) {
        return 0;
      }
      thawed.countDown();
      return Duration.ofMinutes(2).toNanos();
    });
    Thread other = new Thread(() -> {
      frozen.take();
      held.countDown();
      await(thawed);
      frozen.give();
    });
    other.start();
    await(held);

    frozen.take();

    frozen.give();
    other.join();
  }

  @Test
  void whoWaitedInVainIsToldSo() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Turn taken = new Turn(Duration.ofMillis(50));
    Thread other = new Thread(() -> {
      taken.take();
      held.countDown();
      await(over);
      taken.give();
    });
    other.start();
    await(held);

    assertThatThrownBy(taken::take).isInstanceOf(StoreUnavailableException.class);

    over.countDown();
    other.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException never) {
      throw new AssertionError(never);
    }
  }
}
