package dev.carillon.cron;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A table in a text file: a row a line, cells between bars, lines that begin with # are words. */
final class Table {
  private Table() {}

  /** Returns the rows of a file beside the tests of this package, each cell without its blanks. */
  static List<List<String>> rows(String name) {
    try (InputStream in = Table.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Table::cells)
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static List<String> cells(String line) {
    return Arrays.stream((line + " ").split("\\|")).map(String::strip).toList();
  }
}
