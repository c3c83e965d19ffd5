package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.retention.Attic;
import dev.carillon.retention.Keep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database from which nothing was ever removed may hold millions of old runs. */
class OldRunsMemoryTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Keep USUAL =
      new Keep(Optional.of(Keep.RUNS), Optional.of(Keep.DUE_TIMES), Optional.of(Keep.AUDIT));

  @Test
  void whoWentIsNotKeptInMind(@TempDir Path directory) {
    try (Database database = new Database(TestDatabases.h2(directory))) {
      database.open();
      Attic attic = new Attic(database.dataSource());
      attic.atOnce(() -> {
        attic.definition();
        for (int number = 0; number < 350; number++) {
          attic.run("SUCCEEDED", NOON.minus(Duration.ofDays(100)).plusSeconds(number));
        }
      });
      OldRuns runs = new OldRuns(
          database, USUAL.at(NOON), NOON.minus(Duration.ofDays(90)), new NewestRows(database));

      while (runs.next().isPresent()) {
        assertThat(runs.remembered()).isLessThan(200);
      }

      assertThat(attic.count("run")).isZero();
    }
  }
}
