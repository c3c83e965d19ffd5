package dev.carillon.running;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class OverlapOnH2Test extends OverlapContract {
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
