package dev.carillon.bench;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.watching.Soak;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long life: many schedules, each minute of theirs in two seconds of ours. At its end each due time
 * has exactly one row and one run, and nothing has grown that has to stay as it was.
 *
 * <p>System properties: {@code soak.minutes} of the clock (1800 are an hour of ours), {@code
 * soak.schedules}, and {@code soak.speed}, 0 for as fast as it goes.
 */
class SoakBench {
  private static final int MINUTES = Integer.getInteger("soak.minutes", 1_800);
  private static final int SCHEDULES = Integer.getInteger("soak.schedules", 200);
  private static final int SPEED = Integer.getInteger("soak.speed", 30);

  @Test
  void onH2(@TempDir Path directory) throws Exception {
    soak(TestDatabases.emptyH2(directory));
  }

  @Test
  void onPostgres() throws Exception {
    soak(TestDatabases.emptyPostgres());
  }

  private static void soak(DatabaseAddress address) throws Exception {
    try (Soak soak = new Soak(address, SCHEDULES, SPEED)) {
      soak.pass(MINUTES / 2);
      Soak.Size half = Soak.Size.now();
      soak.pass(MINUTES - MINUTES / 2);
      Soak.Size end = Soak.Size.now();

      System.out.printf(
          "%s: %d minutes of %d schedules, %d due times, each with one row and one run; %s at half"
              + " time, %s at the end%n",
          address, MINUTES, SCHEDULES, soak.reckoned(), half, end);
      end.isAsBefore(half);
    }
  }
}
