package dev.carillon.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;

/** Opens a pool with what each database needs. */
final class Pool {
  private static final int CONNECTIONS = 12;

  /** Long enough for a burst, short enough for an engine that comes again. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long a statement waits for a row that another transaction holds. */
  private static final int LOCK_MILLIS = 3_000;

  /**
   * A node that is frozen in a transaction holds rows until PostgreSQL ends it: that must be before its
   * lease expires, or who takes its run over finds them locked. What somebody set shorter stays.
   */
  private static final String LIMITS = """
      select set_config(name, ours, false)
        from (values ('lock_timeout', '%dms'),
                     ('statement_timeout', '20s'),
                     ('idle_in_transaction_session_timeout', '20s')) as limits (name, ours)
       where current_setting(name) = '0'
          or cast(current_setting(name) as interval) > cast(ours as interval)""".formatted(LOCK_MILLIS);

  /** The driver gives up what the server did not end: the way to it is cut. */
  private static final String SOCKET_SECONDS = "30";

  /** Who accepts a connection and says nothing is not waited for as long as a change may take. */
  static final String KNOCK_SECONDS = "10";

  /** A change of a large table takes its time, but does not wait for ever for who uses it. */
  private static final String NO_LIMITS = """
      select set_config('lock_timeout', '60s', false),
             set_config('statement_timeout', '0', false),
             set_config('idle_in_transaction_session_timeout', '0', false)""";

  private Pool() {}

  static PatientPool open(DatabaseAddress address) {
    HikariConfig config = common(address);
    config.setMaximumPoolSize(CONNECTIONS);
    if (address.isPostgres()) {
      postgres(config, address, SOCKET_SECONDS, LIMITS);
    } else {
      h2(config, address);
    }
    return new PatientPool(config);
  }

  /**
   * Connects to PostgreSQL once and leaves again.
   *
   * @param seconds how long it may say nothing
   * @throws com.zaxxer.hikari.pool.HikariPool.PoolInitializationException if it lets nobody in
   */
  static void knock(DatabaseAddress address, String seconds) {
    HikariConfig config = common(address);
    config.setMaximumPoolSize(1);
    postgres(config, address, seconds, LIMITS);
    new HikariDataSource(config).close();
  }

  /** Returns few connections to PostgreSQL, for work that may take as long as it needs. */
  static HikariDataSource patient(DatabaseAddress address) {
    HikariConfig config = common(address);
    config.setMinimumIdle(1);
    postgres(config, address, "0", NO_LIMITS);
    return new HikariDataSource(config);
  }

  private static HikariConfig common(DatabaseAddress address) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("carillon");
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setUsername(address.user());
    address.password().ifPresent(config::setPassword);
    return config;
  }

  private static void postgres(
      HikariConfig config, DatabaseAddress address, String socketSeconds, String limits) {
    config.setDriverClassName("org.postgresql.Driver");
    config.setJdbcUrl(address.url());
    config.setConnectionInitSql(limits);
    Properties properties = new Properties();
    properties.put("ApplicationName", "carillon");
    properties.put("tcpKeepAlive", "true");
    properties.put("connectTimeout", "5");
    properties.put("socketTimeout", socketSeconds);
    // Many rows of the ledger at once are one statement then.
    properties.put("reWriteBatchedInserts", "true");
    // Details of an error repeat the values of a row.
    properties.put("logServerErrorDetail", "false");
    config.setDataSourceProperties(properties);
  }

  /**
   * The file stays open as long as there is a connection, so none is ever retired. What may be said
   * once only in a URL is left to who set it.
   */
  private static void h2(HikariConfig config, DatabaseAddress address) {
    config.setDriverClassName("org.h2.Driver");
    config.setJdbcUrl(address.url()
        + setting(address, "DB_CLOSE_ON_EXIT", "FALSE")
        + setting(address, "LOCK_TIMEOUT", String.valueOf(LOCK_MILLIS))
        + setting(address, "MAX_LENGTH_INPLACE_LOB", "8192"));
    config.setMaxLifetime(0);
    config.setExceptionOverride(new ClosedFile());
  }

  private static String setting(DatabaseAddress address, String name, String value) {
    return address.url().contains(";" + name + "=") ? "" : ";" + name + "=" + value;
  }
}
