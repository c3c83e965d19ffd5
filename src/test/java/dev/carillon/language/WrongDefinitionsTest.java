package dev.carillon.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.workflow.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A corpus of mistakes, one kind in each file of {@code language/wrong}. Beside each definition
 * stands what is told of it: line, column, JSON pointer and message.
 */
class WrongDefinitionsTest {
  private static final Path CORPUS = Path.of("src/test/resources/language/wrong");

  private final YamlDefinitionReader reader = new YamlDefinitionReader(Set.of("log"));

  static List<String> mistakes() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(".yaml"))
          .map(it -> it.replace(".yaml", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsToldWithItsPlaceAndWhatToDo(String mistake) throws IOException {
    String source = Files.readString(CORPUS.resolve(mistake + ".yaml"));

    InvalidDefinitionException told =
        catchThrowableOfType(InvalidDefinitionException.class, () -> reader.read(source));

    assertThat(told).isNotNull();
    assertThat(told.problems().stream()
            .map(it -> it.line() + ":" + it.column() + " " + it.path() + " " + it.message()))
        .containsExactlyElementsOf(Files.readAllLines(CORPUS.resolve(mistake + ".txt")));
  }

  @Test
  void theCorpusIsThere() throws IOException {
    assertThat(mistakes()).hasSizeGreaterThan(100);
  }
}
