package dev.carillon.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;

/** Opens a pool with what each database needs. */
final class Pool {
  private static final int CONNECTIONS = 12;
  private static final long PATIENCE_MILLIS = 10_000;

  /** How long a statement waits for a row that another transaction holds. */
  private static final int LOCK_MILLIS = 3_000;

  private Pool() {}

  static HikariDataSource open(DatabaseAddress address) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("carillon");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.setUsername(address.user());
    address.password().ifPresent(config::setPassword);
    if (address.isPostgres()) {
      postgres(config, address);
    } else {
      h2(config, address);
    }
    return new HikariDataSource(config);
  }

  private static void postgres(HikariConfig config, DatabaseAddress address) {
    config.setDriverClassName("org.postgresql.Driver");
    config.setJdbcUrl(address.url());
    config.setConnectionInitSql("set lock_timeout = " + LOCK_MILLIS);
    Properties properties = new Properties();
    properties.put("ApplicationName", "carillon");
    properties.put("tcpKeepAlive", "true");
    properties.put("connectTimeout", "5");
    properties.put("socketTimeout", "60");
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
  }

  private static String setting(DatabaseAddress address, String name, String value) {
    return address.url().contains(";" + name + "=") ? "" : ";" + name + "=" + value;
  }
}
