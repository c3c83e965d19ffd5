package dev.carillon.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for the time of a test, gone with all in it when it is closed. */
public record Scratch(Path directory) implements AutoCloseable {
  /** Makes an empty one, its name beginning with {@code carillon-}. */
  public static Scratch open() throws IOException {
    return new Scratch(Files.createTempDirectory("carillon-"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
