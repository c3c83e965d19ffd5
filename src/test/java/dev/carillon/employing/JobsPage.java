package dev.carillon.employing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code src/docs/jobs.md} shows. */
public final class JobsPage {
  private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");

  private final String text;

  private JobsPage(String text) {
    this.text = text;
  }

  /** Reads the page. */
  public static JobsPage read() {
    try {
      return new JobsPage(Files.readString(Path.of("src/docs/jobs.md")));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public String text() {
    return text;
  }

  /** Returns the Java sources by the names of their classes. */
  public Map<String, String> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    Matcher block = blocks("java");
    while (block.find()) {
      Matcher name = CLASS.matcher(block.group(1));
      name.find();
      sources.put(name.group(1), block.group(1));
    }
    return sources;
  }

  /** Returns the one block in that language. */
  public String block(String language) {
    Matcher block = blocks(language);
    block.find();
    return block.group(1);
  }

  private Matcher blocks(String language) {
    return Pattern.compile("(?s)```" + language + "\\n(.*?)```").matcher(text);
  }
}
