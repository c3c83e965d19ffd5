package dev.carillon.jdbc;

/** A PostgreSQL database of its own for a test class. */
final class OnPostgres extends OnDatabase {
  @Override
  DatabaseAddress address() {
    return TestDatabases.postgres();
  }

  /** The server drops it with all the others. */
  @Override
  void clear() {}
}
