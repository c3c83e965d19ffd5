package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of a long life: an hour of a dozen schedules. */
@Timeout(180)
class SoakTest {
  /** Each minute three, each fifth three more, each quarter three more, and at the full hour all. */
  private static final int DUE = 3 * (60 + 12 + 4 + 1);

  @Test
  void eachDueTimeOfAnHourHasOneRowAndOneRunAndNothingGrows(@TempDir Path directory)
      throws Exception {
    try (Soak soak = new Soak(TestDatabases.h2(directory), 12, 0)) {
      soak.pass(30);
      Soak.Size half = Soak.Size.now();

      soak.pass(30);

      assertThat(soak.reckoned()).isEqualTo(DUE);
      Soak.Size.now().isAsBefore(half);
    }
  }
}
