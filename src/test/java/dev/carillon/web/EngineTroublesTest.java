package dev.carillon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.scheduling.EngineTrouble.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The dashboard has words of its own for each trouble with QStash, in the reader's language. */
class EngineTroublesTest {
  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ENGINE_REFUSED", "ENGINE_UNAVAILABLE"})
  void eachKindHasItsWords(Kind kind) throws IOException {
    String component = Files.readString(Path.of("webapp/js/components/engine-trouble.js"));

    assertThat(component).contains("t(\"trouble." + kind.word() + "\")");
  }
}
