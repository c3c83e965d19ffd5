package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.crash.Shown.RunLine;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL; one of them is frozen in the middle of a call, and comes back late. */
class FrozenNodeTest {
  private static final Duration LONG = Duration.ofSeconds(120);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir
  Path directory;

  @Test
  void aNodeThatComesBackAfterItsLeaseExpiredWritesNothingMore() throws Exception {
    DatabaseAddress database = TestDatabases.postgres();
    try (DeadlyTarget target = new DeadlyTarget();
        Life first = Life.begin("first", database, NOON, directory)) {
      CountDownLatch frozen = new CountDownLatch(1);
      target.before(call -> {
        if (call.life().equals("first") && call.number() == 2) {
          first.freeze();
          frozen.countDown();
        }
      });
      assertThat(first.isReady()).isTrue();
      first.ask("save " + target.uri());
      first.ask("walk");
      // The start of the run is the last that it can answer for a while, or even that is too late.
      Thread starts = new Thread(() -> first.ask("start sequence"));
      starts.start();
      assertThat(frozen.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

      try (Life second = Life.begin("second", database, NOON.plusSeconds(31), directory)) {
        assertThat(second.isReady()).isTrue();
        second.ask("walk");
        await().atMost(LONG).until(() -> states(second), List.of("SUCCEEDED")::equals);
        Shown before = shown(second);

        first.thaw();

        // What it had under way is refused, or broken off; when it has ended, it has tried all it
        // would.
        starts.join(LONG.toMillis());
        first.end();
        assertThat(first.refused()).hasSizeLessThan(2);
        assertThat(shown(second)).isEqualTo(before);
      }
      assertThat(calls(target)).containsExactly("first 1", "first 2", "second 1", "second 2");
      assertThat(target.calls().get(2).key()).isEqualTo(target.calls().get(1).key());
    }
  }

  private static List<String> calls(DeadlyTarget target) {
    return target.calls().stream().map(it -> it.life() + " " + it.number()).toList();
  }

  private static List<String> states(Life life) {
    return life.ask("look").orElseThrow().stream()
        .map(RunLine::read)
        .map(RunLine::state)
        .collect(Collectors.toList());
  }

  private static Shown shown(Life life) {
    return Shown.read("", life.ask("show").orElseThrow());
  }
}
