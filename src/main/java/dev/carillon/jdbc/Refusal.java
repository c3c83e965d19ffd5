package dev.carillon.jdbc;

import java.sql.SQLException;

/** Says in a person's words why a database would not be opened. */
final class Refusal {
  private static final int H2_FILE_IN_USE = 90020;

  private Refusal() {}

  /** Looks for what the database said among the causes. */
  static DatabaseRefusedException of(DatabaseAddress address, Throwable broken) {
    SQLException said = Failure.sqlException(broken).orElse(new SQLException(broken.getMessage()));
    return new DatabaseRefusedException(reason(address, said), said);
  }

  /** No way to it, or it starts or stops, or all of its connections are taken. */
  static boolean isAway(Throwable broken) {
    String state = Failure.sqlException(broken).map(SQLException::getSQLState).orElse("");
    return state.startsWith("08") || state.startsWith("57P0") || state.equals("53300");
  }

  private static String reason(DatabaseAddress address, SQLException said) {
    String state = said.getSQLState() == null ? "" : said.getSQLState();
    if (said.getErrorCode() == H2_FILE_IN_USE) {
      return address
          + " is in use by another process: stop that one, or set another CARILLON_HOME; several"
          + " nodes need PostgreSQL";
    }
    if (state.startsWith("28")) {
      return address + " refused user and password: look at DATABASE_URL, DATABASE_USER and"
          + " DATABASE_PASSWORD";
    }
    if (state.equals("3D000")) {
      return address + " does not exist: create the database, or look at DATABASE_URL";
    }
    if (isAway(said)) {
      return address + " cannot be reached: is it running, and is DATABASE_URL right?";
    }
    return address + " cannot be opened (SQL state " + state + ")";
  }
}
