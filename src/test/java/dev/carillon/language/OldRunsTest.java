package dev.carillon.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.House;
import dev.carillon.running.Journal;
import dev.carillon.running.Recording;
import dev.carillon.running.RecordingJournal;
import dev.carillon.running.Runs;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.TargetServer;
import dev.carillon.workflow.WorkflowId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs of the definitions in {@code src/docs/language.md}, as earlier code wrote them down, are gone on
 * with by today's code as if nothing had happened: from each commit at which a process could have
 * ended. {@link #main} writes recordings of examples that have none.
 */
class OldRunsTest {
  private static final Path RECORDINGS = Path.of("src/test/resources/journals");
  private static final int CUTS = 6;

  @TempDir
  Path directory;

  static List<String> recordings() throws IOException {
    try (Stream<Path> files = Files.list(RECORDINGS)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void aRunOfEarlierCodeIsGoneOnWithWithoutADifference(String file) throws IOException {
    try (TargetServer shop = TargetServer.thatAnswers(any -> LanguagePageTest.SHOP);
        House house = house(TestDatabases.h2(directory), it -> it).started()) {
      Recording recorded = recorded(file, shop);
      if (recorded.definition().contains("    run:")) {
        save(house, recorded("price-of.json", shop).definition());
      }
      WorkflowId id = save(house, recorded.definition());
      int all = recorded.commits().size();
      for (int cut = 0; cut <= all; cut += Math.max(1, all / CUTS)) {
        RunId run = Recording.begun(house, id, recorded, cut);
        Run ended = ended(house, run);
        assertThat(ended.state()).as("behind %s of %s", cut, all).isEqualTo(RunState.SUCCEEDED);
        assertThat(ended.output()).contains(recorded.output());
        assertThat(told(house, run))
            .as("behind %s of %s", cut, all)
            .containsExactlyInAnyOrderElementsOf(recorded.visits());
      }
    }
  }

  private static House house(DatabaseAddress address, UnaryOperator<Journal> around) {
    var terms = new Runs.Terms(8, Duration.ofSeconds(20));
    House house = new House(address, MovingClock.at(START), terms, around);
    house.secrets.putAll(LanguagePageTest.SECRETS);
    return house;
  }

  private static WorkflowId save(House house, String definition) {
    WorkflowId id = Definitions.read(definition).id();
    house.authoring.save(id, definition, "test");
    return id;
  }

  /** What called the shop by its name calls the one that is there now. */
  private static Recording recorded(String file, TargetServer shop) throws IOException {
    return Recording.read(
        LanguagePageTest.reaching(shop, Files.readString(RECORDINGS.resolve(file))));
  }

  @Test
  void theExamplesOfThePageAreRecorded() throws IOException {
    assertThat(recordings()).hasSameSizeAs(LanguagePageTest.examples());
  }

  private static final String START = "2026-03-01T08:00:30Z";

  private static List<String> told(House house, RunId run) {
    return house.visits(run).stream().map(Recording::told).toList();
  }

  private static Run ended(House house, RunId run) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              house.moveBy(Duration.ofMillis(100));
              return house.store.get(run);
            },
            it -> it.state().isEnded());
  }

  /** Records the examples that have no recording yet. */
  public static void main(String[] arguments) throws IOException {
    Path home = Files.createTempDirectory("recording");
    RecordingJournal[] journal = {null};
    try (TargetServer shop = TargetServer.thatAnswers(any -> LanguagePageTest.SHOP);
        House house = house(TestDatabases.h2(home), it -> journal[0] = new RecordingJournal(it))
            .started()) {
      for (LanguagePageTest.Example example : LanguagePageTest.examples()) {
        String source = LanguagePageTest.reaching(shop, example.definition());
        WorkflowId id = save(house, source);
        Path file = RECORDINGS.resolve(id + ".json");
        if (Files.exists(file)) {
          continue;
        }
        var input = Scopes.json(example.said().orElseThrow()).get("input");
        RunId run = house.start(id, input.toString());
        Run ended = ended(house, run);
        var recording = new Recording(
            source, input, ended.output().orElseThrow(), journal[0].commits(run), told(house, run));
        String address = shop.uri("").toString();
        Files.writeString(file, recording.text().replace(address, "https://shop.example.com"));
      }
    }
  }
}
