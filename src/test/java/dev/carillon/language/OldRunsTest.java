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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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
    try (TargetServer shop = LanguagePageTest.shop();
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
        assertThat(Recording.outcome(ended))
            .as("behind %s of %s", cut, all)
            .isEqualTo(recorded.outcome());
        assertThat(told(house, run))
            .as("behind %s of %s", cut, all)
            .containsExactlyInAnyOrderElementsOf(recorded.visits());
        assertThat(Recording.times(house.visits(run)))
            .as("behind %s of %s", cut, all)
            .containsAllEntriesOf(recorded.times(cut));
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
    assertThat(LanguagePageTest.examples())
        .extracting(LanguagePageTest.Example::wording)
        .isSubsetOf(recordedWordings());
  }

  private static List<String> recordedWordings() throws IOException {
    return all().map(it -> LanguagePageTest.Example.wording(it.definition())).toList();
  }

  private static Stream<Recording> all() throws IOException {
    List<Recording> all = new ArrayList<>();
    for (String file : recordings()) {
      all.add(Recording.read(Files.readString(RECORDINGS.resolve(file))));
    }
    return all.stream();
  }

  @Test
  void someOfThemWaitedSomeHadALimitAndSomeFailed() throws IOException {
    List<String> times = all()
        .map(it -> it.times(it.commits().size()))
        .flatMap(it -> it.keySet().stream())
        .toList();

    assertThat(times).anyMatch(it -> it.endsWith(" wake")).anyMatch(it -> it.endsWith(" deadline"));
    assertThat(all().flatMap(it -> it.outcome().properties().stream()))
        .extracting(Map.Entry::getKey)
        .contains("output", "error");
  }

  private static final String START = "2026-03-01T08:00:30Z";

  private static List<String> told(House house, RunId run) {
    return house.visits(run).stream().map(Recording::told).toList();
  }

  /** Moves the clock on only while the run rests: else a limit may pass before what it cuts off. */
  private static Run ended(House house, RunId run) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              house.moveBy(Duration.ofMillis(isAtWork(house, run) ? 0 : 100));
              return house.store.get(run);
            },
            it -> it.state().isEnded());
  }

  private static boolean isAtWork(House house, RunId run) {
    RunState state = house.store.get(run).state();
    return state == RunState.PENDING || state == RunState.RUNNING;
  }

  /** Records the examples that have no recording yet, and leaves those alone that are there. */
  public static void main(String[] arguments) throws IOException {
    Path home = Files.createTempDirectory("recording");
    RecordingJournal[] journal = {null};
    try (TargetServer shop = LanguagePageTest.shop();
        House house = house(TestDatabases.h2(home), it -> journal[0] = new RecordingJournal(it))
            .started()) {
      List<String> recorded = recordedWordings();
      for (LanguagePageTest.Example example : LanguagePageTest.examples()) {
        String source = LanguagePageTest.reaching(shop, example.definition());
        WorkflowId id = save(house, source);
        if (recorded.contains(example.wording())) {
          continue;
        }
        RunId run = house.start(id, example.input().toString());
        Run ended = ended(house, run);
        var recording = new Recording(
            source,
            example.input(),
            Recording.outcome(ended),
            journal[0].commits(run),
            told(house, run));
        String address = shop.uri("").toString();
        Files.writeString(
            unused(id), recording.text().replace(address, "https://shop.example.com"));
      }
    }
  }

  /** What was recorded of another wording stays as it is. */
  private static Path unused(WorkflowId id) {
    return IntStream.iterate(1, it -> it + 1)
        .mapToObj(it -> RECORDINGS.resolve(id + (it == 1 ? "" : "-" + it) + ".json"))
        .filter(Files::notExists)
        .findFirst()
        .orElseThrow();
  }
}
