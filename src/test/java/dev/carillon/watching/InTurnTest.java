package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.TestDatabases;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules are judged in turn, however much there is to judge of one. */
class InTurnTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir
  Path directory;

  private final List<String> turns = new ArrayList<>();

  /** Notes whose due times are judged. */
  private Ledger noting(Ledger ledger) {
    return (Ledger) Proxy.newProxyInstance(
        Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, given) -> {
          if (method.getName().equals("judge")) {
            turns.add(((ScheduleId) given[0]).value());
          }
          try {
            return method.invoke(ledger, given);
          } catch (InvocationTargetException broken) {
            throw broken.getCause();
          }
        });
  }

  @Test
  void oneWithVeryManyDueTimesBehindItDoesNotKeepTheOthersWaiting() {
    WorkflowId often;
    WorkflowId seldom;
    try (Tower tower = Tower.withLocalEngine(TestDatabases.h2(directory), NOON)) {
      often = tower.scheduled("often", "* * * * *", "catchUp", "none");
      seldom = tower.scheduled("seldom", "0 * * * *", "catchUp", "last");
    }
    Instant later = NOON.plus(Duration.ofMinutes(2 * Judge.CHUNK + 30));

    try (Tower tower = Tower.withLocalEngine(TestDatabases.h2(directory), later)) {
      tower.anotherWatch(noting(tower.ledger), "node-1").sweep();
      tower.settle();

      assertThat(turns).startsWith("often", "seldom").endsWith("often", "often").hasSizeLessThan(7);
      // The grace of the last two is not over.
      assertThat(tower.all(often)).hasSize(2 * Judge.CHUNK + 28);
      assertThat(tower.tally(seldom)).isEqualTo(Map.of("MISSED SUPERSEDED", 32, "RAN", 1));
    }
  }
}
