package dev.carillon.running;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;

class ParentDoneAgainOnPostgresTest extends ParentDoneAgainContract {
  @Override
  DatabaseAddress address() {
    return TestDatabases.postgres();
  }
}
