package dev.carillon.quartz;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database that can go away for a while. */
final class FlakyDataSource implements DataSource {
  private final DataSource real;
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean away;
  private volatile String unlucky = "";

  FlakyDataSource(DataSource real) {
    this.real = real;
  }

  void goAway() {
    away = true;
  }

  /** Is away only for whoever is called, however far up, by a method of that name. */
  void goAwayFor(String method) {
    unlucky = method;
  }

  void comeBack() {
    away = false;
    unlucky = "";
  }

  /** Returns how often somebody wanted a connection while it was away. */
  int refused() {
    return refused.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (away || isUnlucky()) {
      refused.incrementAndGet();
      throw new SQLException("the database is away");
    }
    return real.getConnection();
  }

  private boolean isUnlucky() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals(unlucky)));
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return real.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    real.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    real.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return real.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return real.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return real.isWrapperFor(type);
  }
}
