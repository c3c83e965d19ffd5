package dev.carillon.jdbc;

import dev.carillon.testing.Scratch;

/** An H2 file of its own for a test class. */
final class OnH2 extends OnDatabase {
  private Scratch scratch;

  @Override
  DatabaseAddress address() throws Exception {
    scratch = Scratch.open();
    return TestDatabases.h2(scratch.directory());
  }

  @Override
  void clear() throws Exception {
    scratch.close();
  }
}
