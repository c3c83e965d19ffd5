package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndsTest {
  private final Ends<String> ends = new Ends<>();

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void allThatIsThereIsTakenAtOnceAndInItsOrder() {
    ends.add("a");
    ends.add("b");

    assertThat(ends.take(Duration.ofMinutes(1))).containsExactly("a", "b");
    assertThat(ends.take(Duration.ZERO)).isEmpty();
  }

  @Test
  void anInterruptEndsOneWaitAndNotThoseAfterIt() {
    Thread.currentThread().interrupt();

    assertThat(ends.take(Duration.ofMinutes(1))).isEmpty();
    assertThat(ends.wasInterrupted()).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    ends.add("a");
    assertThat(ends.take(Duration.ofMinutes(1))).containsExactly("a");
  }

  @Test
  void theThreadGetsItsInterruptBackOnceAllIsDone() {
    ends.restore();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();

    Thread.currentThread().interrupt();
    ends.take(Duration.ZERO);
    ends.restore();

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
