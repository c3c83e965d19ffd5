package dev.carillon.running;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;

class SpreadOnPostgresTest extends SpreadContract {
  @Override
  DatabaseAddress address() {
    return TestDatabases.postgres();
  }

  @Override
  int nodes() {
    return 2;
  }
}
