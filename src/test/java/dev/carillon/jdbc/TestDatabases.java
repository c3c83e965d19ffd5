package dev.carillon.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Real databases for tests, each empty. */
public final class TestDatabases {
  private static final AtomicInteger MADE = new AtomicInteger();

  private TestDatabases() {}

  /** Returns an H2 file in that directory, not open yet; asked again, the same one. */
  public static DatabaseAddress h2(Path directory) {
    return new DatabaseAddress(
        "jdbc:h2:async:" + directory.resolve("carillon") + ";WRITE_DELAY=0",
        "sa",
        Optional.empty());
  }

  /** Returns a new database of the one PostgreSQL that this JVM starts. */
  public static DatabaseAddress postgres() {
    String name = "carillon" + MADE.incrementAndGet();
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
    return new DatabaseAddress(
        "jdbc:postgresql://localhost:" + Server.POSTGRES.getPort() + "/" + name,
        "postgres",
        Optional.of("postgres"));
  }

  /** Started when it is needed first; stopped by a shutdown hook of its own. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
