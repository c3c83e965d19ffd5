package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.MovingClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstSweepTest {
  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:00Z");
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final AtomicInteger sweeps = new AtomicInteger();
  private final Nudging nudging = new Nudging(null, null, false, clock);
  private final Walkers walkers = new Walkers(
      nothingIsDue(),
      null,
      new Endings(nothingIsDue(), timer, Runnable::run, clock),
      nudging,
      clock,
      "node",
      new Runs.Terms(1, Duration.ofSeconds(20)),
      timer);

  private RunStore nothingIsDue() {
    return (RunStore) Proxy.newProxyInstance(
        RunStore.class.getClassLoader(),
        new Class<?>[] {RunStore.class},
        (proxy, method, given) -> {
          if (method.getName().equals("claimable")) {
            sweeps.incrementAndGet();
          }
          return method.getReturnType() == Optional.class ? Optional.empty() : List.of();
        });
  }

  @AfterEach
  void stop() {
    walkers.stop();
    nudging.stop();
    timer.shutdownNow();
  }

  @Test
  void atItsStartItSweepsOnceAndNotAgainBehindTheBackOfWhoComesThen() throws Exception {
    walkers.start();

    // Comes behind all that is to be done at once.
    timer.submit(() -> {}).get();
    assertThat(sweeps).hasValue(1);
  }
}
