package dev.carillon.running;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SpreadOnH2Test extends SpreadContract {
  @TempDir
  static Path directory;

  @Override
  DatabaseAddress address() {
    return TestDatabases.h2(directory);
  }

  @Override
  int nodes() {
    return 1;
  }
}
