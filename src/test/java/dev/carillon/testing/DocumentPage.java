package dev.carillon.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page under {@code src/docs}, as a test looks at it.
 *
 * @param name of its file
 * @param text all of it, Markdown
 */
public record DocumentPage(String name, String text) {
  private static final Path FOLDER = Path.of("src/docs");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([a-z-]+)\"></a>");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /** Reads one. */
  public static DocumentPage named(String name) {
    try {
      return new DocumentPage(name, Files.readString(FOLDER.resolve(name)));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * A block of code.
   *
   * @param language as it is marked
   */
  public record Block(String language, String code) {}

  /** Returns the blocks, in their order. */
  public List<Block> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(found -> new Block(found.group(1), found.group(2)))
        .toList();
  }

  /** Returns the blocks in a language. */
  public List<String> blocks(String language) {
    return blocks().stream()
        .filter(block -> block.language().equals(language))
        .map(Block::code)
        .toList();
  }

  /** Returns the blocks between an anchor and the next one. */
  public List<String> blocks(String language, String anchor) {
    String rest = text.substring(text.indexOf("<a id=\"" + anchor + "\"></a>") + 4);
    int end = rest.indexOf("<a id=");
    return new DocumentPage(name, end < 0 ? rest : rest.substring(0, end)).blocks(language);
  }

  /** Returns the names that it may be reached by. */
  public List<String> anchors() {
    return first(ANCHOR, text);
  }

  /** Returns what stands in backquotes, outside of blocks. */
  public List<String> codes() {
    return first(CODE, prose());
  }

  /** Returns where its links lead. */
  public List<String> links() {
    return first(LINK, prose());
  }

  /** Returns the text without blocks. */
  public String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }

  private static List<String> first(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
