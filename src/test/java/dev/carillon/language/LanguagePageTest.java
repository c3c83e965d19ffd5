package dev.carillon.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.House;
import dev.carillon.running.Recording;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import dev.carillon.workflow.WorkflowId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code src/docs/language.md} and the sample show is what happens. */
class LanguagePageTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```yaml\\n(.*?)```\\n(?:```json\\n(.*?)```)?", Pattern.DOTALL);
  private static final Path SAMPLE = Path.of("src/main/resources/samples/hello-carillon.yaml");

  private static final TargetAnswer SENT = TargetAnswer.of(200, "{\"id\": 7, \"state\": \"sent\"}")
      .with("Content-Type", "application/json");
  private static final TargetAnswer MOVED = TargetAnswer.of(301, "").with("Location", "/labels/7");

  static final Map<String, JsonNode> SECRETS = Map.of(
      "shop-account", Scopes.json("{'username':'ada','password':'lovelace'}"),
      "shop-key", Scopes.json("{'token':'a-key-of-the-shop'}"),
      "shop-token", Scopes.json("'a-token'"));

  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-01T08:00:30Z");

  /**
   * An example of the page.
   *
   * @param said its input, and its output or its error, if the page shows them
   */
  record Example(String definition, Optional<String> said) {
    JsonNode input() {
      return Scopes.json(said.orElseThrow()).get("input");
    }

    /** Returns how a run of it ends. */
    JsonNode outcome() {
      return ((ObjectNode) Scopes.json(said.orElseThrow())).without("input");
    }

    /** Returns its definition without the number that a test gave it. */
    String wording() {
      return wording(definition);
    }

    static String wording(String definition) {
      return definition.replaceFirst("name: example-\\d+", "name: example");
    }

    @Override
    public String toString() {
      return definition.lines().skip(3).findFirst().orElse("");
    }
  }

  static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    Matcher found = EXAMPLE.matcher(Files.readString(Path.of("src/docs/language.md")));
    while (found.find()) {
      String yaml = found.group(1);
      String name = "name: example-" + examples.size();
      String whole =
          yaml.startsWith("- ") ? Definitions.withTasks(yaml).replace("name: tested", name) : yaml;
      examples.add(new Example(whole, Optional.ofNullable(found.group(2))));
    }
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsADefinition(Example example) {
    assertThat(Definitions.problems(example.definition())).isEmpty();
  }

  @Test
  void examplesYieldWhatThePageSays() throws IOException {
    assertThat(examples()).hasSizeGreaterThan(20).allMatch(it -> it.said().isPresent());
    try (House house = house();
        TargetServer shop = shop()) {
      house.secrets.putAll(SECRETS);
      for (Example example : examples()) {
        Run run = ended(house, reaching(shop, example.definition()), example.input());
        assertThat(Recording.outcome(run)).as(example.toString()).isEqualTo(example.outcome());
      }
    }
  }

  @Test
  void theSampleGreetsAndEnds() throws IOException {
    try (House house = house()) {
      Run run = ended(house, Files.readString(SAMPLE), new ObjectMapper().createObjectNode());
      assertThat(run.output()).contains(Scopes.json("{'greeting':'Good morning','greeted':3}"));
      assertThat(house.visits(run.id()).stream()
              .filter(it -> it.name().equals("say"))
              .flatMap(it -> it.log().stream())
              .map(it -> it.text()))
          .containsExactly(
              "1. Good morning, Ada!", "2. Good morning, Grace!", "3. Good morning, Мария!");
    }
  }

  static TargetServer shop() {
    return TargetServer.thatAnswers(it -> it.target().startsWith("/old/") ? MOVED : SENT);
  }

  static String reaching(TargetServer shop, String definition) {
    String address = shop.uri("").toString();
    return definition.replaceAll("https://shop.example.com/(?!errors)", address + "/");
  }

  private House house() {
    return new House(TestDatabases.h2(directory), clock).started();
  }

  private static boolean isAtWork(House house, RunId run) {
    RunState state = house.store.get(run).state();
    return state == RunState.PENDING || state == RunState.RUNNING;
  }

  /** Runs a definition to its end, moving the clock on while it waits and at no other time. */
  private static Run ended(House house, String source, JsonNode input) {
    WorkflowId id = Definitions.read(source).id();
    house.authoring.save(id, source, "test");
    RunId run = house.start(id, input.toString());
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              house.moveBy(Duration.ofMillis(isAtWork(house, run) ? 0 : 100));
              return house.store.get(run);
            },
            it -> it.state().isEnded());
  }
}
