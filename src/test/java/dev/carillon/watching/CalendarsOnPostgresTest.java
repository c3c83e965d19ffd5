package dev.carillon.watching;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;

class CalendarsOnPostgresTest extends CalendarsContract {
  @Override
  DatabaseAddress address() {
    return TestDatabases.postgres();
  }
}
