package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.running.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that is frozen in the middle of a transaction on PostgreSQL, while others need its rows. */
@Timeout(120)
class FrozenTransactionTest {
  private static final String MADE = """
      insert into duty (name, instance, until_at) values ('d', 'nobody', current_timestamp)""";

  /** Of this transaction alone: whoever opens a database may be slow. */
  private static final String SOON = "set local idle_in_transaction_session_timeout = '300ms'";

  private final DatabaseAddress address = TestDatabases.postgres();

  @Test
  void whoIsFrozenInATransactionIsTurnedOutAndHoldsNoRow() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch thawed = new CountDownLatch(1);
    try (Database others = opened("");
        Database frozen = opened("")) {
      others.transactions().run(handle -> handle.execute(MADE));
      CompletableFuture<Object> end = CompletableFuture.supplyAsync(() -> {
            frozen.transactions().run(handle -> {
              take(handle, "frozen");
              handle.execute(SOON);
              inside.countDown();
              pass(thawed);
              take(handle, "thawed");
            });
            return "written";
          })
          .handle((done, broken) -> broken == null ? done : broken.getCause());
      pass(inside);

      others.transactions().run(handle -> take(handle, "other"));

      thawed.countDown();
      assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(StoreUnavailableException.class);
      assertThat(owner(others)).isEqualTo("other");
      assertThat(owner(frozen)).isEqualTo("other");
    }
  }

  @Test
  void eachTransactionHasItsLimits() {
    try (Database database = opened("")) {
      assertThat(limits(database)).containsExactly("3s", "20s", "20s");
    }
  }

  @Test
  void aShorterLimitOfTheServersStaysAndALongerOneDoesNot() {
    try (Database database =
        opened("statement_timeout%3D5min%20-c%20idle_in_transaction_session_timeout%3D10s")) {
      assertThat(limits(database)).containsExactly("3s", "20s", "10s");
    }
  }

  private static List<String> limits(Database database) {
    return database
        .transactions()
        .read(handle -> List.of(
            shown(handle, "lock_timeout"),
            shown(handle, "statement_timeout"),
            shown(handle, "idle_in_transaction_session_timeout")));
  }

  private static String shown(Handle handle, String name) {
    return handle.createQuery("show " + name).mapTo(String.class).one();
  }

  private static String owner(Database database) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select instance from duty where name = 'd'")
            .mapTo(String.class)
            .one());
  }

  private static void take(Handle handle, String who) {
    handle.execute("update duty set instance = ? where name = 'd'", who);
  }

  private Database opened(String option) {
    String url = address.url() + (option.isEmpty() ? "" : "?options=-c%20" + option);
    Database database = new Database(new DatabaseAddress(url, address.user(), address.password()));
    database.open();
    return database;
  }

  private static void pass(CountDownLatch gate) {
    try {
      assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
