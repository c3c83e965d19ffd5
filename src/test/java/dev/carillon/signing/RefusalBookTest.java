package dev.carillon.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.running.StoreUnavailableException;
import dev.carillon.signature.Cause;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.RefusedDelivery.Sender;
import dev.carillon.testing.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RefusalBookTest {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final Store store = new Store();
  private final RefusalBook book = new RefusalBook(store, new MovingClock(NOON), Optional.of(KEPT));

  private static final class Store implements RefusalStore {
    private final List<String> kept = new CopyOnWriteArrayList<>();
    private final AtomicInteger swept = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean away;

    @Override
    public void keep(RefusedDelivery refused, Optional<String> workflow, Instant sameSince) {
      try {
        gate.await();
      } catch (InterruptedException hurried) {
        throw new IllegalStateException(hurried);
      }
      if (away) {
        throw new StoreUnavailableException("the database is away", null);
      }
      kept.add(refused.route() + " " + workflow.orElse("-"));
      assertThat(sameSince).isEqualTo(NOON.minus(Duration.ofHours(1)));
    }

    @Override
    public List<KeptRefusal> list(Optional<Cause> cause, Optional<Long> before, int limit) {
      return List.of();
    }

    @Override
    public List<KeptRefusal> ofMessage(String messageId, int limit) {
      return List.of();
    }

    @Override
    public Map<Cause, Long> countSince(Instant instant) {
      return Map.of();
    }

    @Override
    public void forget(Instant before, int mostOfACause) {
      assertThat(before).isEqualTo(NOON.minus(KEPT));
      swept.incrementAndGet();
    }
  }

  private static RefusedDelivery refusal(String route) {
    return new RefusedDelivery(NOON, route, Sender.SILENT, Cause.NO_SIGNATURE, Optional.empty());
  }

  @Test
  void theWorkflowIsTheOneThatTheRouteNames() {
    List.of("/api/jobs/nightly", "/api/qstash/webhook", "/api/jobs/a%2Fb", "/api/jobs/a/b")
        .forEach(route -> book.keep(refusal(route)));
    book.stop();

    assertThat(store.kept)
        .containsExactly(
            "/api/jobs/nightly nightly",
            "/api/qstash/webhook -",
            "/api/jobs/a%2Fb -",
            "/api/jobs/a/b -");
  }

  @Test
  void whoIsRefusedWaitsForNothing() {
    store.gate = new CountDownLatch(1);

    for (int number = 0; number < 5000; number++) {
      book.keep(refusal("/x"));
    }

    store.gate.countDown();
    book.stop();
    assertThat(store.kept.size()).isBetween(500, 510);
  }

  @Test
  void aDatabaseThatIsAwayLosesRefusalsAndNothingElse() {
    store.away = true;
    book.keep(refusal("/lost"));
    book.stop();

    assertThat(store.kept).isEmpty();
  }

  @Test
  void oldOnesAreSweptNowAndThen() {
    for (int number = 0; number < 101; number++) {
      book.keep(refusal("/x"));
    }
    book.stop();

    assertThat(store.swept).hasValue(3);
  }

  @Test
  void afterTheStopNothingIsKept() {
    book.stop();
    book.keep(refusal("/late"));
    book.stop();

    assertThat(store.kept).isEmpty();
  }
}
