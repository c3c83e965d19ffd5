package dev.carillon.quartz;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;

class DueTimesOnPostgresTest extends DueTimesSuite {

  @Override
  DatabaseAddress address() {
    return TestDatabases.postgres();
  }
}
