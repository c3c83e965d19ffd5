package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.running.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for whom: on H2 one transaction writes at a time, see decision 11. */
@Timeout(60)
class TransactionsTest {
  @TempDir
  Path directory;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch inside = new CountDownLatch(1);
  private final AtomicBoolean entered = new AtomicBoolean();
  private final AtomicInteger beats = new AtomicInteger();

  @Test
  void onH2WhoWritesWaitsForWhoWrites() throws Exception {
    try (Database database = opened(TestDatabases.h2(directory))) {
      CompletableFuture<Void> first = firstWriter(database);
      Thread second = new Thread(() -> database.transactions().run(handle -> entered.set(true)));
      second.start();

      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> second.getState() == Thread.State.TIMED_WAITING);
      assertThat(entered).isFalse();

      gate.countDown();
      first.get(30, TimeUnit.SECONDS);
      second.join();
      assertThat(entered).isTrue();
    }
  }

  @Test
  void onH2AnInterruptDoesNotLoseATurn() throws Exception {
    try (Database database = opened(TestDatabases.h2(directory))) {
      CompletableFuture<Void> first = firstWriter(database);
      AtomicBoolean still = new AtomicBoolean();
      Thread second = new Thread(() -> {
        database.transactions().run(handle -> entered.set(true));
        still.set(Thread.currentThread().isInterrupted());
      });
      second.start();
      second.interrupt();

      gate.countDown();
      first.get(30, TimeUnit.SECONDS);
      second.join();
      assertThat(entered).isTrue();
      assertThat(still).isTrue();
    }
  }

  @Test
  void onH2AnInterruptedThreadHarmsNobody() throws Exception {
    anInterruptedThreadHarmsNobody(TestDatabases.h2(directory));
  }

  @Test
  void onPostgresAnInterruptedThreadHarmsNobody() throws Exception {
    anInterruptedThreadHarmsNobody(TestDatabases.postgres());
  }

  private void anInterruptedThreadHarmsNobody(DatabaseAddress address) throws Exception {
    try (Database database = opened(address)) {
      Thread hurried = new Thread(() -> {
        Thread.currentThread().interrupt();
        for (int again = 0; again < 20; again++) {
          try {
            beat(database, "hurried");
          } catch (StoreUnavailableException told) {
            assertThat(told).hasMessageContaining("database");
          }
        }
        entered.set(Thread.currentThread().isInterrupted());
      });
      hurried.start();
      hurried.join();

      beat(database, "calm");
      assertThat(entered).isTrue();
      assertThat(database.answers()).isTrue();
    }
  }

  private void beat(Database database, String who) {
    database
        .transactions()
        .run(handle -> handle.execute(
            "insert into duty (name, instance, until_at) values (?, ?, current_timestamp)",
            who + beats.incrementAndGet(),
            who));
  }

  @Test
  void onH2WhoReadsWaitsForNobody() throws Exception {
    try (Database database = opened(TestDatabases.h2(directory))) {
      CompletableFuture<Void> first = firstWriter(database);

      int one = database
          .transactions()
          .read(handle -> handle.createQuery("select 1").mapTo(Integer.class).one());

      assertThat(one).isEqualTo(1);
      assertThat(first).isNotDone();
      gate.countDown();
      first.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void onH2WhoFailsLetsTheNextOneWrite() throws Exception {
    try (Database database = opened(TestDatabases.h2(directory))) {
      CompletableFuture<Void> failed =
          CompletableFuture.runAsync(() -> database.transactions().run(handle -> {
            throw new IllegalStateException("on purpose");
          }));
      failed.handle((nothing, expected) -> nothing).get(30, TimeUnit.SECONDS);

      database.transactions().run(handle -> entered.set(true));

      assertThat(entered).isTrue();
    }
  }

  @Test
  void onPostgresWritersOfDifferentRowsDoNotWait() throws Exception {
    try (Database database = opened(TestDatabases.postgres())) {
      CompletableFuture<Void> first = firstWriter(database);

      database.transactions().run(handle -> entered.set(true));

      assertThat(entered).isTrue();
      assertThat(first).isNotDone();
      gate.countDown();
      first.get(30, TimeUnit.SECONDS);
    }
  }

  private static Database opened(DatabaseAddress address) {
    Database database = new Database(address);
    database.open();
    return database;
  }

  /** Begins to write and stays there until the gate is opened. */
  private CompletableFuture<Void> firstWriter(Database database) throws InterruptedException {
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(() -> database.transactions().run(handle -> {
          inside.countDown();
          passTheGate();
        }));
    assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
    return first;
  }

  private void passTheGate() {
    try {
      assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
