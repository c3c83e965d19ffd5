package dev.carillon.running;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;

class DuplicatesOnPostgresTest extends DuplicatesContract {
  @Override
  DatabaseAddress address() {
    return TestDatabases.postgres();
  }
}
