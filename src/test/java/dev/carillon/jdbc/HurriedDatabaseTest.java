package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.running.StoreUnavailableException;
import dev.carillon.testing.Relay;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything stops while somebody would wait for the database longer than a test lasts. */
@Timeout(120)
class HurriedDatabaseTest {
  private static final int CONNECTIONS = 12;
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final DatabaseAddress address = TestDatabases.postgres();
  private final Relay relay = new Relay(URI.create(address.url().substring(5)).getPort());
  private final Database database = new Database(
      new DatabaseAddress(
          address.url().replaceFirst(":\\d+/", ":" + relay.port() + "/"),
          address.user(),
          address.password()),
      PATIENCE);

  @BeforeEach
  void open() {
    database.open();
  }

  @AfterEach
  void close() {
    database.close();
    relay.close();
  }

  @Test
  void nobodyWaitsForADatabaseThatIsAwayWhenAllStops() throws Exception {
    relay.cut();
    // Broken connections are found out at once: whoever comes after the last one waits.
    var asked = CompletableFuture.runAsync(() -> {
      for (int number = 0; number < CONNECTIONS + 2; number++) {
        assertThatThrownBy(this::ask).isInstanceOf(StoreUnavailableException.class);
      }
    });

    database.hurry();

    asked.get(60, TimeUnit.SECONDS);
  }

  private int ask() {
    return database
        .transactions()
        .read(handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
  }
}
