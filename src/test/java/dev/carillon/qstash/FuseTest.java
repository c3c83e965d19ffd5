package dev.carillon.qstash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.testing.MovingClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FuseTest {
  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:00Z");
  private final AtomicInteger asked = new AtomicInteger();
  private final Fuse fuse = new Fuse(2, Duration.ofSeconds(30), clock);

  private Optional<String> answer() {
    asked.incrementAndGet();
    return Optional.of("answer");
  }

  private Optional<String> trouble() {
    asked.incrementAndGet();
    throw new IllegalStateException("QStash is away");
  }

  @Test
  void afterOneAskedInVainNobodyAsksForAWhile() {
    assertThatThrownBy(() -> fuse.ask(this::trouble)).hasMessage("QStash is away");

    clock.moveBy(Duration.ofSeconds(29));
    assertThat(fuse.ask(this::answer)).isEmpty();
    assertThat(asked).hasValue(1);

    clock.moveBy(Duration.ofSeconds(1));
    assertThat(fuse.ask(this::answer)).contains("answer");
  }

  @Test
  void whoFindsAllPlacesTakenGoesWithoutAnAnswerAtOnce() throws Exception {
    var inside = new CountDownLatch(2);
    var open = new CountDownLatch(1);
    var first =
        CompletableFuture.supplyAsync(() -> fuse.ask(() -> held(inside, open)), FuseTest::aside);
    var second =
        CompletableFuture.supplyAsync(() -> fuse.ask(() -> held(inside, open)), FuseTest::aside);
    assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

    assertThat(fuse.ask(this::answer)).isEmpty();
    open.countDown();

    assertThat(first.get(30, TimeUnit.SECONDS)).contains("answer");
    assertThat(second.get(30, TimeUnit.SECONDS)).contains("answer");
    assertThat(fuse.ask(this::answer)).contains("answer");
  }

  private static void aside(Runnable work) {
    new Thread(work, "asking").start();
  }

  private Optional<String> held(CountDownLatch inside, CountDownLatch open) {
    inside.countDown();
    try {
      if (!open.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened");
      }
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    return answer();
  }
}
