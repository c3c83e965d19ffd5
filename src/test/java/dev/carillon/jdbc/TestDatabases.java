package dev.carillon.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real databases for tests. Those with today's schema are copies of one that was migrated once in this JVM:
 * a first start costs much more than most tests do.
 */
public final class TestDatabases {
  private static final AtomicInteger MADE = new AtomicInteger();

  private TestDatabases() {}

  /** Returns an H2 file in that directory, not open yet, with today's schema; asked again, the same one. */
  public static DatabaseAddress h2(Path directory) {
    Path file = file(directory);
    try {
      if (Files.notExists(file)) {
        Files.write(file, Fresh.FILE);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    // What H2 does when it closes makes the file smaller, which nobody looks for after a test.
    DatabaseAddress empty = emptyH2(directory);
    return new DatabaseAddress(empty.url() + ";MAX_COMPACT_TIME=0", empty.user(), empty.password());
  }

  /** Returns an H2 file in that directory that is made when it is opened; asked again, the same one. */
  public static DatabaseAddress emptyH2(Path directory) {
    return new DatabaseAddress(
        "jdbc:h2:async:" + directory.resolve("carillon") + ";WRITE_DELAY=0",
        "sa",
        Optional.empty());
  }

  /** Returns a new database of the one PostgreSQL that this JVM starts, with today's schema. */
  public static DatabaseAddress postgres() {
    return made(" template " + Template.NAME);
  }

  /** Returns a new database of the same PostgreSQL, with nothing in it. */
  public static DatabaseAddress emptyPostgres() {
    return made("");
  }

  private static DatabaseAddress made(String manner) {
    String name = "carillon" + MADE.incrementAndGet();
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name + manner);
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
    return new DatabaseAddress(
        "jdbc:postgresql://localhost:" + Server.POSTGRES.getPort() + "/" + name,
        "postgres",
        Optional.of("postgres"));
  }

  private static Path file(Path directory) {
    return directory.resolve("carillon.mv.db");
  }

  private static void migrate(DatabaseAddress address) {
    try (Database database = new Database(address)) {
      database.open();
    }
  }

  /** An H2 file as a first start leaves it. */
  private static final class Fresh {
    static final byte[] FILE = made();

    private static byte[] made() {
      try {
        Path directory = Files.createTempDirectory("carillon-fresh-");
        migrate(emptyH2(directory));
        byte[] made = Files.readAllBytes(file(directory));
        Files.delete(file(directory));
        Files.delete(directory);
        return made;
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  /** A database that a first start has left, and that nobody else opens. */
  private static final class Template {
    static final String NAME = made();

    private static String made() {
      DatabaseAddress fresh = emptyPostgres();
      migrate(fresh);
      return fresh.url().substring(fresh.url().lastIndexOf('/') + 1);
    }
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
