package dev.carillon.watching;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;

class PausesOnPostgresTest extends PausesContract {
  @Override
  DatabaseAddress address() {
    return TestDatabases.postgres();
  }
}
