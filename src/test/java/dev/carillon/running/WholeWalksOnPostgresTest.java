package dev.carillon.running;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;

/** One database for all of them: each has workflows of its own. */
class WholeWalksOnPostgresTest extends WholeWalks {
  private static DatabaseAddress database;

  @Override
  DatabaseAddress address() {
    return ours();
  }

  private static synchronized DatabaseAddress ours() {
    if (database == null) {
      database = TestDatabases.postgres();
    }
    return database;
  }
}
