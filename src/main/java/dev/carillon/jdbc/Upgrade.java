package dev.carillon.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A change of the schema of an H2 file that holds something. H2 commits each statement that changes
 * the schema, so a process that is killed then leaves half of it. The file is copied before, and put back
 * if the change did not come to its end. PostgreSQL takes such statements back by itself.
 */
final class Upgrade {
  /** There as long as the schema is between two versions. */
  private static final String MARK = "create schema upgrade_begun";

  private static final String CUT_SHORT =
      "select count(*) from information_schema.schemata where schema_name = 'UPGRADE_BEGUN'";

  private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);
  private static final String ENDING = ".mv.db";

  private final Path file;

  private Upgrade(Path file) {
    this.file = file;
  }

  /** Returns the upgrade of an open database; empty if it is in memory, or in another process. */
  static Optional<Upgrade> of(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery("select database_path()")) {
      boolean here = connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal;
      return Optional.ofNullable(rows.next() && here ? rows.getString(1) : null)
          .map(path -> new Upgrade(Path.of(path.replaceFirst("^[a-zA-Z0-9]{2,}:", "") + ENDING)));
    } catch (SQLException broken) {
      throw new IllegalStateException("the database cannot be looked into", broken);
    }
  }

  /** Tells whether one was begun and did not come to its end. */
  static boolean wasCutShort(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(CUT_SHORT)) {
      rows.next();
      return rows.getInt(1) > 0;
    } catch (SQLException broken) {
      throw new IllegalStateException("the database cannot be looked into", broken);
    }
  }

  /**
   * Copies the file and marks that the change begins.
   *
   * @throws DatabaseRefusedException if there is no room for the copy; nothing was changed then
   */
  void begin(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      Path part = beside(".part");
      sql.execute("backup to '" + part.toString().replace("'", "''") + "'");
      Files.move(part, copy(), StandardCopyOption.REPLACE_EXISTING);
      sql.execute(MARK);
      LOG.info(
          "the schema of {} is brought up to date; what it was is kept in {} till then",
          file,
          copy());
    } catch (SQLException | IOException broken) {
      throw new DatabaseRefusedException(
          file + " cannot be copied before its schema is changed: is there room in "
              + file.getParent() + ", and may it be written to?",
          broken);
    }
  }

  /** Says that the schema is whole; the copy is needed no more. */
  void end(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("drop schema if exists upgrade_begun");
    } catch (SQLException broken) {
      throw new IllegalStateException("the database cannot be written to", broken);
    }
    forget();
  }

  /**
   * Puts the file back as it was before; the database must be closed.
   *
   * @throws DatabaseRefusedException if the copy is not there, or cannot be read
   */
  void putBack() {
    Path part = beside(".part");
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(copy()))) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null && !entry.getName().endsWith(ENDING)) {
        entry = zip.getNextEntry();
      }
      if (entry == null) {
        throw new IOException("there is no database in it");
      }
      Files.copy(zip, part, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException broken) {
      throw new DatabaseRefusedException(
          "a change of the schema of " + file + " was cut short, and the copy " + copy()
              + " that was made before cannot be read: put a backup of the file in its place",
          broken);
    }
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    LOG.warn(
        "a change of the schema of {} did not come to its end; the file is as it was before", file);
    forget();
  }

  /** A copy that is left over does no harm: only a file that is marked is put back. */
  private void forget() {
    try {
      Files.deleteIfExists(copy());
    } catch (IOException stays) {
      LOG.warn("{} is not needed any more and could not be deleted", copy());
    }
  }

  private Path copy() {
    return beside(".zip");
  }

  private Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + ".before-upgrade" + ending);
  }
}
