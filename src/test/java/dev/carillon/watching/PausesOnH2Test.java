package dev.carillon.watching;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PausesOnH2Test extends PausesContract {
  @TempDir
  Path directory;

  @Override
  DatabaseAddress address() {
    return TestDatabases.h2(directory);
  }
}
