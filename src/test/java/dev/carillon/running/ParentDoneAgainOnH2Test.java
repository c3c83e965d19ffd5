package dev.carillon.running;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ParentDoneAgainOnH2Test extends ParentDoneAgainContract {
  @TempDir
  static Path directory;

  @Override
  DatabaseAddress address() {
    return TestDatabases.h2(directory);
  }
}
