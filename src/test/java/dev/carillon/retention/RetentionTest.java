package dev.carillon.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.Database;
import dev.carillon.jdbc.JdbcNodeStore;
import dev.carillon.jdbc.JdbcRetentionStore;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.retention.RetentionStore.Kind;
import dev.carillon.retention.RetentionStore.Removed;
import dev.carillon.testing.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RetentionTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Keep USUAL =
      new Keep(Optional.of(Keep.RUNS), Optional.of(Keep.DUE_TIMES), Optional.of(Keep.AUDIT));

  @TempDir
  Path directory;

  private final MovingClock clock = new MovingClock(NOON);
  private Database database;
  private Attic attic;

  @BeforeEach
  void open() {
    database = new Database(TestDatabases.h2(directory));
    database.open();
    attic = new Attic(database.dataSource());
    attic.definition();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Retention node(String name, RetentionStore store) {
    return new Retention(store, new JdbcNodeStore(database), USUAL, name, clock);
  }

  private Retention node(String name) {
    return node(name, new JdbcRetentionStore(database));
  }

  @Test
  void ofTwoNodesOneRemovesWhatIsOldEachHour() {
    Retention one = node("one");
    Retention other = node("other");
    attic.run("SUCCEEDED", NOON.minus(Keep.RUNS).plusSeconds(60));
    attic.run("SUCCEEDED", NOON.minus(Keep.RUNS).minusSeconds(60));

    assertThat(one.round()).isTrue();
    assertThat(attic.count("run")).isEqualTo(1);
    clock.moveTo(NOON.plusSeconds(600));
    assertThat(other.round()).isFalse();
    assertThat(attic.count("run")).isEqualTo(1);
    clock.moveTo(NOON.plus(HOUR));
    assertThat(one.round()).isTrue();
    assertThat(attic.count("run")).isZero();
  }

  @Test
  void whenThatNodeIsGoneTheOtherTakesItsTurn() {
    assertThat(node("one").round()).isTrue();

    clock.moveTo(NOON.plus(HOUR).plusSeconds(301));
    assertThat(node("other").round()).isTrue();
    assertThat(node("one").round()).isFalse();
  }

  @Test
  void aLongWalkKeepsItsTurnAndEndsOnceAnotherHasIt() {
    var walked = new AtomicInteger();
    Retention[] other = new Retention[1];
    other[0] = node("other", horizon -> Optional::empty);
    Retention one = node("one", horizon -> () -> {
      clock.moveTo(clock.instant().plus(Duration.ofMinutes(50)));
      if (walked.incrementAndGet() == 3) {
        // It hung for hours, and nobody knew that it lives.
        clock.moveTo(clock.instant().plus(HOUR));
        assertThat(other[0].round()).isTrue();
      } else {
        assertThat(other[0].round()).isFalse();
      }
      return Optional.of(new Removed(Kind.RUNS, 0));
    });

    assertThat(one.round()).isTrue();
    assertThat(walked).hasValue(3);
  }

  @Test
  void itEndsAfterWhatItIsAtAndLeavesNoThread() throws Exception {
    var walked = new AtomicInteger();
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Retention one = node("one", horizon -> () -> {
      walked.incrementAndGet();
      begun.countDown();
      await(goOn);
      return Optional.of(new Removed(Kind.RUNS, 1));
    });
    var walking = new Thread(one::round);
    walking.start();
    await(begun);

    one.stop();
    one.stop();
    goOn.countDown();
    walking.join();
    assertThat(walked).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }

  @Test
  void itsThreadIsGoneWhenItWasStopped() {
    Retention one = node("one");
    one.start();
    one.start();
    assertThat(threads()).isEqualTo(1);

    one.stop();

    assertThat(threads()).isZero();
    one.start();
    assertThat(threads()).isZero();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(it -> it.getName().equals("carillon-retention"))
        .count();
  }

  @Test
  void whereAllIsKeptForEverNobodyLooks() {
    Keep all = new Keep(Optional.empty(), Optional.empty(), Optional.empty());
    Retention one = new Retention(
        new JdbcRetentionStore(database), new JdbcNodeStore(database), all, "one", clock);

    one.start();

    assertThat(threads()).isZero();
    one.stop();
  }
}
