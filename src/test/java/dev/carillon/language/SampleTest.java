package dev.carillon.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.workflow.Definition;
import dev.carillon.workflow.DefinitionHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The workflow that is there on the first start. */
class SampleTest {
  @Test
  void theSampleIsADefinition() throws IOException {
    String source = resource("/samples/hello-carillon.yaml");

    Definition sample = new YamlDefinitionReader(Set.of("log")).read(source);

    assertThat(sample.id().value()).isEqualTo("hello-carillon");
    assertThat(sample.schedule().cron()).isEqualTo(Optional.of("* * * * *"));
    assertThat(sample.schedule().timezone()).isEqualTo(Optional.of("UTC"));
    assertThat(sample.hash()).isEqualTo(DefinitionHash.of(source));
    assertThat(sample.tasks().tasks())
        .extracting(it -> it.name() + ":" + it.task().kind())
        .containsExactly(
            "prepare:set",
            "timeOfDay:switch",
            "morning:set",
            "evening:set",
            "greet:for",
            "catchBreath:wait");
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = SampleTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
