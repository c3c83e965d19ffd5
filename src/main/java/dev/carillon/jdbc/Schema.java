package dev.carillon.jdbc;

import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings a database's schema up to date. */
final class Schema {
  private Schema() {}

  /**
   * Runs the migrations that are missing. If one fails on an H2 file, that is left between two versions,
   * and {@link Upgrade#wasCutShort marked}.
   *
   * @throws DatabaseRefusedException if the schema is newer than this program, or a migration was
   *     changed or fails
   */
  static void migrate(DataSource database, DatabaseAddress address) {
    Flyway flyway = Flyway.configure(Schema.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        .placeholders(Map.of(
            "ascii", address.isPostgres() ? "collate \"C\"" : "",
            "large", address.isPostgres() ? "text" : "clob",
            "step_key", address.isPostgres() ? "constraint step_pkey" : "primary key",
            "free_steps", dropReference(address, "step"),
            "free_values", dropReference(address, "step_value")))
        .javaMigrations(new QuartzTables())
        .table("schema_history")
        .load();
    try {
      refuseNewer(flyway, address);
      if (address.isPostgres()) {
        flyway.migrate();
      } else if (FirstStart.begin(database)) {
        flyway.migrate();
        FirstStart.end(database);
      } else if (flyway.info().pending().length > 0) {
        Optional<Upgrade> upgrade = Upgrade.of(database);
        upgrade.ifPresent(it -> it.begin(database));
        flyway.migrate();
        upgrade.ifPresent(it -> it.end(database));
      }
    } catch (FlywayException broken) {
      throw new DatabaseRefusedException(
          address + " cannot be brought up to date: " + broken.getMessage(), broken);
    }
  }

  /** Both databases named what has no name in the migrations; what H2 says is another in each file. */
  private static String dropReference(DatabaseAddress address, String table) {
    return address.isPostgres()
        ? "alter table " + table + " drop constraint " + table + "_run_id_fkey"
        : """
        execute immediate (
          select 'alter table %1$s drop constraint "' || constraint_name || '"'
            from information_schema.table_constraints
           where table_schema = 'PUBLIC' and lower(table_name) = '%1$s'
             and constraint_type = 'FOREIGN KEY')""".formatted(table);
  }

  private static void refuseNewer(Flyway flyway, DatabaseAddress address) {
    for (MigrationInfo applied : flyway.info().applied()) {
      if (applied.getState().isApplied() && !applied.getState().isResolved()) {
        throw new DatabaseRefusedException(address
            + " was written by a newer Carillon (schema "
            + applied.getVersion()
            + "): run that one, or restore a backup");
      }
    }
  }
}
