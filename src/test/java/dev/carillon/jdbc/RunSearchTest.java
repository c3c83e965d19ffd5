package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.retention.Attic;
import dev.carillon.run.RunId;
import dev.carillon.running.RunFilter;
import dev.carillon.running.RunStore.Found;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search costs what one page may cost, however many runs are kept. */
class RunSearchTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final List<String> runs = new ArrayList<>();
  private Database database;

  @BeforeEach
  void twoHundredRunsOfWhichTheOldestIsSought(@TempDir Path directory) {
    database = new Database(TestDatabases.h2(directory));
    database.open();
    Attic attic = new Attic(database.dataSource());
    attic.atOnce(() -> {
      attic.definition();
      for (int number = 0; number < 200; number++) {
        String workflow = number == 0 ? "needle" : "hay";
        runs.add(attic.run(workflow, "SUCCEEDED", NOON.plusSeconds(number)));
      }
    });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aPageLooksAtSoManyAndSaysWhereItStopped() {
    Found page = search("needle", Optional.empty());

    assertThat(page.runs()).isEmpty();
    assertThat(page.further()).contains(new RunId(runs.get(140)));
    assertThat(page.further().get().madeAt()).isEqualTo(NOON.plusSeconds(140 - 60));
  }

  @Test
  void whoGoesOnFindsItInTheEnd() {
    Found page = search("needle", Optional.empty());
    int pages = 1;
    while (page.runs().isEmpty()) {
      page = search("needle", page.further());
      pages++;
    }

    assertThat(pages).isEqualTo(4);
    assertThat(page.runs()).extracting(run -> run.id().value()).containsExactly(runs.get(0));
    assertThat(page.further()).isEmpty();
  }

  @Test
  void anIdIsFoundAtOnceHoweverOldItsRunIs() {
    Found page = search(runs.get(0), Optional.empty());

    assertThat(page.runs()).extracting(run -> run.id().value()).containsExactly(runs.get(0));
    assertThat(page.further()).isEmpty();
  }

  private Found search(String text, Optional<RunId> after) {
    return database
        .transactions()
        .read(handle -> new RunSearch(RunFilter.ALL, text, 60, 20).page(handle, after, 5));
  }
}
