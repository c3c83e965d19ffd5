package dev.carillon.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Makes Quartz's tables by the script inside Quartz's own jar. The one for PostgreSQL runs on H2
 * too. What would drop tables or end the transaction is left out.
 */
final class QuartzTables implements JavaMigration {
  static final String SCRIPT = "org/quartz/impl/jdbcjobstore/tables_postgres.sql";

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("2");
  }

  @Override
  public String getDescription() {
    return "Quartz";
  }

  @Override
  public Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws IOException, SQLException {
    try (Statement statement = context.getConnection().createStatement()) {
      for (String sql : statements()) {
        statement.execute(sql);
      }
    }
  }

  static String script() throws IOException {
    try (InputStream script = QuartzTables.class.getClassLoader().getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new IOException("there is no " + SCRIPT + " on the class path");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> statements() throws IOException {
    String bare = script().replaceAll("(?m)^--.*$", "");
    return Stream.of(bare.split(";"))
        .map(String::strip)
        .filter(sql -> sql.startsWith("CREATE"))
        .toList();
  }
}
