package dev.carillon.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/**
 * A pool that waits for a connection a little at a time, so that it can be told in the middle not to
 * wait any longer. May be shared by threads.
 */
final class PatientPool extends HikariDataSource {
  private static final Duration SLICE = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofMillis(250);

  private volatile Duration patience = SLICE;
  private volatile boolean hurried;

  PatientPool(HikariConfig config) {
    super(config);
  }

  /** Says how long one waits; before, it is not longer than the pool itself does. */
  void waitFor(Duration longest) {
    setConnectionTimeout(Math.min(SLICE.toMillis(), longest.toMillis()));
    patience = longest;
  }

  /** Lets nobody wait longer than a moment, now and later. */
  void hurry() {
    hurried = true;
    setConnectionTimeout(SHORTEST.toMillis());
  }

  /** Tells whether there is a connection within a moment, and whether it leads anywhere. */
  boolean answersSoon() {
    try (Connection connection = super.getConnection()) {
      return connection.isValid((int) SLICE.toSeconds());
    } catch (SQLException away) {
      return false;
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    long begun = System.nanoTime();
    while (true) {
      try {
        return super.getConnection();
      } catch (SQLTransientConnectionException none) {
        if (hurried || System.nanoTime() - begun >= patience.toNanos()) {
          throw none;
        }
      }
    }
  }
}
