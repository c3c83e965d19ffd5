package dev.carillon.bench;

import dev.carillon.crash.Blow;
import dev.carillon.crash.Constructs;
import dev.carillon.crash.Siege;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The crash matrix: each construct, killed at each of its calls, before and after the answer; and all
 * of them together, killed at random instants.
 *
 * <p>The system property {@code crash.seed} repeats what was drawn before, {@code crash.rounds} says how
 * many random kills there are on each database.
 */
class CrashBench {
  /** How many calls an undisturbed run of each workflow makes. */
  private static final Map<String, Integer> CALLS = Map.of(
      "sequence",
      3,
      "for",
      4,
      "switch",
      4,
      "try",
      5,
      "fork",
      5,
      "wait",
      3,
      "sub",
      2,
      "child",
      2,
      "timeout",
      3);

  private static final int ROUNDS = Integer.getInteger("crash.rounds", 60);
  private static final int IN_A_ROW = 20;

  private final long seed = Long.getLong("crash.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir
  Path directory;

  @Test
  void atEachCallOnH2() {
    atEachCall(TestDatabases.emptyH2(directory));
  }

  @Test
  void atEachCallOnPostgres() {
    atEachCall(TestDatabases.emptyPostgres());
  }

  @Test
  void atRandomInstantsOnH2() {
    for (int done = 0; done < ROUNDS; done += IN_A_ROW) {
      atRandomInstants(TestDatabases.emptyH2(directory.resolve("from-" + done)));
    }
  }

  @Test
  void atRandomInstantsOnPostgres() {
    for (int done = 0; done < ROUNDS; done += IN_A_ROW) {
      atRandomInstants(TestDatabases.emptyPostgres());
    }
  }

  private void atEachCall(DatabaseAddress database) {
    besiege(
        database,
        siege -> CALLS.forEach((workflow, calls) -> {
          List<String> started = List.of(workflow.equals("child") ? "sub" : workflow);
          for (int call = 1; call <= calls; call++) {
            siege.live(Blow.before(workflow, call), started);
            siege.live(
                Blow.after(workflow, call, Duration.ofNanos(random.nextInt(8_000_000))), started);
          }
        }));
  }

  /** Each fifth life may end before it is ready, the first one of all before its schema is whole. */
  private void atRandomInstants(DatabaseAddress database) {
    besiege(database, siege -> {
      for (int life = 0; life < IN_A_ROW; life++) {
        siege.live(
            life % 5 == 0
                ? Blow.fromTheStart(Duration.ofMillis(random.nextInt(4_000)))
                : Blow.atWork(Duration.ofMillis(random.nextInt(1_200))),
            some());
      }
    });
  }

  private List<String> some() {
    List<String> all = new ArrayList<>(Constructs.all());
    Collections.shuffle(all, random);
    return all.subList(0, 1 + random.nextInt(all.size()));
  }

  private void besiege(DatabaseAddress database, Consumer<Siege> war) {
    System.out.println(database + ": crash.seed=" + seed);
    try (Siege siege = new Siege(database, directory)) {
      war.accept(siege);
      System.out.println(database + ": " + siege.end());
    }
  }
}
