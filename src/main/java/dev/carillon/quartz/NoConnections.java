package dev.carillon.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import org.quartz.utils.ConnectionProvider;

/** Stands in Quartz's global list of databases in our place, and leads nowhere. */
final class NoConnections implements ConnectionProvider {
  @Override
  public Connection getConnection() throws SQLException {
    throw new SQLException("the local engine takes its connections from the pool");
  }

  @Override
  public void shutdown() {
    // The pool is not Quartz's to close.
  }

  @Override
  public void initialize() {
    // Nothing is held.
  }
}
