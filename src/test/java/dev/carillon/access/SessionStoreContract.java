package dev.carillon.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} promises. A store is tested by implementing this. */
public interface SessionStoreContract {
  /** Some instant, with no part finer than a store has to keep. */
  Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  SessionStore sessions();

  @Test
  default void aCodeIsUsedOnce() {
    SecretHash code = SecretHash.of("code");
    sessions().addCode(code, NOON.plusSeconds(1));

    assertThat(sessions().useCode(code, NOON)).isTrue();
    assertThat(sessions().useCode(code, NOON)).isFalse();
  }

  @Test
  default void aCodeThatWasNeverKeptIsNoCode() {
    assertThat(sessions().useCode(SecretHash.of("guessed"), NOON)).isFalse();
  }

  @Test
  default void aCodeIsOverAtItsLastInstant() {
    SecretHash code = SecretHash.of("code");
    sessions().addCode(code, NOON);

    assertThat(sessions().useCode(code, NOON)).isFalse();
    assertThat(sessions().useCode(code, NOON.minusMillis(1))).isTrue();
  }

  @Test
  default void ofManyWhoUseTheSameCodeExactlyOneComesIn() throws Exception {
    SecretHash code = SecretHash.of("code");
    sessions().addCode(code, NOON.plusSeconds(1));

    List<Boolean> used = eightAtOnce(() -> sessions().useCode(code, NOON));

    assertThat(used).hasSize(8).containsOnlyOnce(true);
  }

  @Test
  default void aSessionIsFoundAsItWasKept() {
    Session session = session("one", Role.OPERATOR);
    sessions().add(session);

    assertThat(sessions().find(session.key())).contains(session);
    assertThat(sessions().find(SecretHash.of("another"))).isEmpty();
  }

  @Test
  default void touchingMovesTheIdleTimeOfThatSessionOnly() {
    Session used = session("used", Role.ADMIN);
    Session unused = session("unused", Role.ADMIN);
    sessions().add(used);
    sessions().add(unused);
    Instant later = used.idleUntil().plusSeconds(60);

    sessions().touch(used.key(), later);

    assertThat(sessions().find(used.key())).contains(used.usedUntil(later));
    assertThat(sessions().find(unused.key())).contains(unused);
  }

  @Test
  default void touchingMovesNothingBack() {
    Session session = session("one", Role.VIEWER);
    sessions().add(session);

    sessions().touch(session.key(), session.idleUntil().minusSeconds(1));

    assertThat(sessions().find(session.key())).contains(session);
  }

  @Test
  default void touchingNobodyMakesNobody() {
    sessions().touch(SecretHash.of("nobody"), NOON);

    assertThat(sessions().find(SecretHash.of("nobody"))).isEmpty();
  }

  @Test
  default void aRemovedSessionIsGoneAndMayBeRemovedAgain() {
    Session gone = session("gone", Role.ADMIN);
    Session stays = session("stays", Role.ADMIN);
    sessions().add(gone);
    sessions().add(stays);

    sessions().remove(gone.key());
    sessions().remove(gone.key());

    assertThat(sessions().find(gone.key())).isEmpty();
    assertThat(sessions().find(stays.key())).contains(stays);
  }

  @Test
  default void clearingUpLeavesWhatIsStillGood() {
    Session over = session("over", Role.ADMIN);
    Session open = session("open", Role.ADMIN).usedUntil(over.idleUntil().plusSeconds(1));
    SecretHash code = SecretHash.of("code");
    sessions().add(over);
    sessions().add(open);
    sessions().addCode(code, over.idleUntil().plusSeconds(1));

    sessions().removeExpired(over.idleUntil());

    assertThat(sessions().find(over.key())).isEmpty();
    assertThat(sessions().find(open.key())).contains(open);
    assertThat(sessions().useCode(code, over.idleUntil())).isTrue();
  }

  private static Session session(String secret, Role role) {
    return new Session(
        SecretHash.of(secret),
        new Caller("Zoë", role),
        NOON,
        NOON.plus(Duration.ofHours(1)),
        NOON.plus(Duration.ofDays(1)));
  }

  private static <T> List<T> eightAtOnce(Callable<T> deed) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      CyclicBarrier gate = new CyclicBarrier(8);
      List<Future<T>> deeds = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        deeds.add(pool.submit(() -> {
          gate.await();
          return deed.call();
        }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : deeds) {
        results.add(each.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }
}
