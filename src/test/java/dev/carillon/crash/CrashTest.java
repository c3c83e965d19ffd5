package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed while it walks a run of each construct, and begun again. The long form is
 * {@code CrashBench}.
 */
class CrashTest {
  @TempDir
  Path directory;

  @Test
  void aProcessThatIsKilledLosesAndDoublesNothingOnH2() {
    besiege(
        TestDatabases.emptyH2(directory),
        List.of(Blow.before("fork", 3), Blow.after("try", 2, Duration.ofMillis(1))));
  }

  @Test
  void aProcessThatIsKilledLosesAndDoublesNothingOnPostgres() {
    besiege(TestDatabases.emptyPostgres(), List.of(Blow.before("child", 2)));
  }

  private void besiege(DatabaseAddress database, List<Blow> blows) {
    try (Siege siege = new Siege(database, directory)) {
      List<String> all = Constructs.all();
      for (Blow blow : blows) {
        siege.live(blow, all);
        all = List.of();
      }
      Counts counts = siege.end();

      System.out.println(database + ": " + counts);
      assertThat(counts.kills()).isEqualTo(blows.size());
      assertThat(counts.of("calls repeated")).isPositive();
    }
  }
}
