package dev.carillon.running;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;

class NewRunAtFailedStepOnPostgresTest extends NewRunAtFailedStepContract {
  @Override
  DatabaseAddress address() {
    return TestDatabases.postgres();
  }

  @Override
  boolean isShared() {
    return true;
  }
}
