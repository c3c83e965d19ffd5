package dev.carillon.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** An H2 file of its own for a test class. */
final class OnH2 extends OnDatabase {
  private Path directory;

  @Override
  DatabaseAddress address() throws Exception {
    directory = Files.createTempDirectory("carillon-h2-");
    return TestDatabases.h2(directory);
  }

  @Override
  void clear() throws Exception {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
