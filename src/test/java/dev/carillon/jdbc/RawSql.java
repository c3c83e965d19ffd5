package dev.carillon.jdbc;

/** What no store does: for tests of other rooms that need a database as it never comes to be there. */
public final class RawSql {
  private RawSql() {}

  /** Executes a statement with values for its question marks; returns how many rows it changed. */
  public static int execute(Database database, String sql, Object... values) {
    return database.transactions().write(handle -> handle.execute(sql, values));
  }
}
