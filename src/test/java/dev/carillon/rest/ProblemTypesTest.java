package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.DocumentPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about the API names each type of problem that the code can answer, and no other. */
class ProblemTypesTest {
  private static final Pattern IN_REST = Pattern.compile("\\bof\\(\\s*\\d{3},\\s*\"([a-z-]+)\"");
  private static final Pattern WITH_STATUS =
      Pattern.compile("Problem\\.of\\(\\s*status,\\s*\"([a-z-]+)\"");
  private static final Pattern IN_GUARD = Pattern.compile("\\(\\s*\\d{3},\\s*\"([a-z-]+)\",");
  private static final Pattern IN_PAGE = Pattern.compile("`/problems/([a-z-]+)`");

  @Test
  void thePageAndTheCodeKnowTheSameTypes() throws IOException {
    Set<String> code = new TreeSet<>();
    collect("src/main/java/dev/carillon/rest", IN_REST, code);
    collect("src/main/java/dev/carillon/rest", WITH_STATUS, code);
    collect("src/main/java/dev/carillon/guard", IN_GUARD, code);
    Set<String> page = new TreeSet<>();
    add(Files.readString(Path.of("src/docs/api.md")), IN_PAGE, page);

    assertThat(code).hasSizeGreaterThan(20).isEqualTo(page);
  }

  @Test
  void everyTypeLeadsToAPlaceOfTheGuideInBothLanguages() throws IOException {
    Set<String> page = new TreeSet<>();
    add(Files.readString(Path.of("src/docs/api.md")), IN_PAGE, page);
    List<String> english = DocumentPage.named("guide.en.md").anchors();
    List<String> russian = DocumentPage.named("guide.ru.md").anchors();

    assertThat(page).allSatisfy(type -> {
      // Those of engines bear the name of their place.
      String place = Guides.place(type).orElse(type);
      assertThat(english).as(type).contains(place);
      assertThat(russian).as(type).contains(place);
    });
  }

  private static void collect(String directory, Pattern pattern, Set<String> found)
      throws IOException {
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      files.forEach(file -> add(text(file), pattern, found));
    }
  }

  private static void add(String text, Pattern pattern, Set<String> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
