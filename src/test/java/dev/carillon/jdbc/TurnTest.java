package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
}
