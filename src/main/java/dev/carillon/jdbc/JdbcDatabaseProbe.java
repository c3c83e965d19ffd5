package dev.carillon.jdbc;

import dev.carillon.doctor.DatabaseProbe;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** Asks the database what it is and what time it has. */
public final class JdbcDatabaseProbe implements DatabaseProbe {
  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcDatabaseProbe(Database database) {
    this.database = database;
  }

  @Override
  public Pulse ask() {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select current_timestamp as here")
            .map((row, context) -> new Pulse(
                database.isPostgres() ? "PostgreSQL" : "H2",
                version(handle),
                Values.at(row, "here"),
                database.isPostgres()))
            .one());
  }

  /** The driver knows it since it connected; a name of a distribution behind it tells nothing. */
  private static String version(Handle handle) throws SQLException {
    DatabaseMetaData about = handle.getConnection().getMetaData();
    return about.getDatabaseProductVersion().replaceFirst("\\s.*", "");
  }
}
