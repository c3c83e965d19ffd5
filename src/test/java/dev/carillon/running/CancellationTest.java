package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private final Cancellation cancellation = new Cancellation();
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void whatWaitsRunsOnceHoweverOftenItIsCancelled() {
    cancellation.onCancel(runs::incrementAndGet);
    cancellation.onCancel(runs::incrementAndGet);
    assertThat(cancellation.isCancelled()).isFalse();

    cancellation.cancel();
    cancellation.cancel();

    assertThat(cancellation.isCancelled()).isTrue();
    assertThat(runs).hasValue(2);
  }

  @Test
  void whatComesTooLateRunsAtOnce() {
    cancellation.cancel();
    cancellation.onCancel(runs::incrementAndGet).close();
    assertThat(runs).hasValue(1);
  }

  @Test
  void whatWasTakenBackDoesNotRunAndItsTwinDoes() {
    Runnable action = runs::incrementAndGet;
    cancellation.onCancel(action);
    cancellation.onCancel(action).close();
    cancellation.cancel();
    assertThat(runs).hasValue(1);
  }

  @Test
  void neverIsNeverCancelled() {
    Cancellation.never().onCancel(runs::incrementAndGet).close();
    assertThatThrownBy(() -> Cancellation.never().cancel())
        .isInstanceOf(IllegalStateException.class);
    assertThat(Cancellation.never().isCancelled()).isFalse();
    assertThat(runs).hasValue(0);
  }
}
