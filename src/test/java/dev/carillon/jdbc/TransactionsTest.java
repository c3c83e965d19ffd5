package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

  @Test
  void onH2WhoWritesWaitsForWhoWrites() throws Exception {
    try (Database database = opened(TestDatabases.h2(directory))) {
      CompletableFuture<Void> first = firstWriter(database);
      Thread second = new Thread(() -> database.transactions().run(handle -> entered.set(true)));
      second.start();

      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> second.getState() == Thread.State.WAITING);
      assertThat(entered).isFalse();

      gate.countDown();
      first.get(30, TimeUnit.SECONDS);
      second.join();
      assertThat(entered).isTrue();
    }
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
