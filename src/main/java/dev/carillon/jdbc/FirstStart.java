package dev.carillon.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The first start on an H2 file. H2 commits each statement that changes the schema, so a process that
 * is killed then leaves half of it, which no migration fits any more. Nothing was kept there yet: it is
 * taken away, and begun anew. PostgreSQL takes such statements back by itself.
 */
final class FirstStart {
  /** There as long as the schema is not whole. */
  static final String MARK = "create schema first_start";

  private static final String CUT_SHORT =
      "select count(*) from information_schema.schemata where schema_name = 'FIRST_START'";

  private static final String TABLES =
      "select count(*) from information_schema.tables where table_schema = 'PUBLIC'";

  private FirstStart() {}

  /**
   * Leaves an empty database, marked, if there is no whole schema; else changes nothing.
   *
   * @return whether it is empty
   */
  static boolean begin(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      if (count(sql, CUT_SHORT) > 0) {
        sql.execute("drop all objects");
      }
      boolean empty = count(sql, TABLES) == 0;
      if (empty) {
        sql.execute(MARK);
      }
      return empty;
    } catch (SQLException broken) {
      throw new IllegalStateException("the database cannot be looked into", broken);
    }
  }

  /** Says that the schema is whole. */
  static void end(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("drop schema if exists first_start");
    } catch (SQLException broken) {
      throw new IllegalStateException("the database cannot be written to", broken);
    }
  }

  private static int count(Statement sql, String query) throws SQLException {
    try (ResultSet rows = sql.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
