package dev.carillon.running;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;

class OverlapOnPostgresTest extends OverlapContract {
  @Override
  DatabaseAddress address() {
    return TestDatabases.postgres();
  }

  @Override
  int nodes() {
    return 2;
  }
}
