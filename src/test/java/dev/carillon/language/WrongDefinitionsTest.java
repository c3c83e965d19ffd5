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

  /**
   * Names what the reader refused that was the first to read stored definitions. Only what that one
   * refused may be added: a rule that was made later must let pass what is stored.
   */
  private static final Path EVER_SINCE =
      Path.of("src/test/resources/language/refused-ever-since.txt");

  /** How an advice begins. It names what to write; a rule alone leaves that to be guessed. */
  private static final String ADVICE = "begin|choose|close|did you mean|drop|get|indent|known are|"
      + "leave|look|make|mend|move|name|put|rename|say|shorten|swap|take|until then|use|write";

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

  /** What is wrong stands before a semicolon, and what to do behind it. */
  @ParameterizedTest
  @MethodSource("mistakes")
  void eachMessageEndsWithWhatToDo(String mistake) throws IOException {
    assertThat(Files.readAllLines(CORPUS.resolve(mistake + ".txt")))
        .allSatisfy(told -> assertThat(told).matches(".+; (" + ADVICE + ")\\b.*"));
  }

  static List<String> taken() throws IOException {
    List<String> refused = Files.readAllLines(EVER_SINCE);
    return mistakes().stream().filter(it -> !refused.contains(it)).toList();
  }

  /** Else the runs of a workflow that was saved before a check was made fail after an upgrade. */
  @ParameterizedTest
  @MethodSource("taken")
  void whatWasTakenBeforeARuleWasMadeCanStillBeRead(String mistake) throws IOException {
    String source = Files.readString(CORPUS.resolve(mistake + ".yaml"));

    assertThat(reader.reread(source).source()).isEqualTo(source);
  }

  @Test
  void whatWasRefusedEverSinceIsNotAddedTo() throws IOException {
    assertThat(Files.readAllLines(EVER_SINCE)).hasSize(176);
  }

  @Test
  void theCorpusIsThere() throws IOException {
    assertThat(mistakes()).hasSizeGreaterThan(100);
  }
}
