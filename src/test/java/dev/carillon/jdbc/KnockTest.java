package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.carillon.testing.Relay;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A start does not hang on a PostgreSQL that accepts connections and says nothing. */
@Timeout(50)
class KnockTest {
  @Test
  void whoSaysNothingIsAwayAndWhoSpeaksIsThere() {
    DatabaseAddress postgres = TestDatabases.postgres();
    try (Relay relay = new Relay(URI.create(postgres.url().substring(5)).getPort())) {
      DatabaseAddress address = new DatabaseAddress(
          postgres.url().replaceFirst(":\\d+/", ":" + relay.port() + "/"),
          postgres.user(),
          postgres.password());
      relay.stall();

      assertThatThrownBy(() -> Pool.knock(address, "1"))
          .isInstanceOf(PoolInitializationException.class)
          .satisfies(it -> assertThat(Refusal.of(address, it).isAway()).isTrue());

      relay.mend();
      Pool.knock(address, Pool.KNOCK_SECONDS);
    }
  }
}
