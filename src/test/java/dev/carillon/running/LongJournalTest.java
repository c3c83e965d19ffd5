package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.testing.MovingClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To go on with a run costs the same, however much it has done before. */
class LongJournalTest {
  private static final int SHORT = 20;
  private static final int LONG = 2_000;

  private static final String FOR = """
      - rounds:
          for: { each: one, in: '${ [range(%d + 1)] }', at: round }
          do:
            - step: { set: '${ $one }' }
            - rest: { if: '${ $round == %d }', wait: PT1H }
      """;

  private static final String BACK = """
      - step: { set: '${ (. // 0) + 1 }' }
      - more: { switch: [ { again: { when: '${ . < %d }', then: step } }, { enough: { then: rest } } ] }
      - rest: { wait: PT1H }
      """;

  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:00Z");
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {FOR, BACK})
  void goingOnAsksTheJournalForAsMuchAfterManyVisitsAsAfterFew(String tasks) {
    var terms = new Runs.Terms(2, Duration.ofSeconds(20));
    try (House house =
        new House(TestDatabases.h2(directory), clock, terms, this::counted).started()) {
      Map<String, Integer> afterFew = askedByGoingOn(house, "few", tasks, SHORT);
      Map<String, Integer> afterMany = askedByGoingOn(house, "many", tasks, LONG);

      assertThat(afterMany).isEqualTo(afterFew).isNotEmpty().doesNotContainKey("page");
    }
  }

  private Map<String, Integer> askedByGoingOn(House house, String name, String tasks, int rounds) {
    RunId run =
        house.start(house.save(name, tasks.replace("%d", "%1$d").formatted(rounds - 1)), "null");
    house.await(run, RunState.WAITING);
    assertThat(house.journal.extent(run).steps()).isGreaterThan(rounds - 1);
    asked.clear();

    house.moveBy(Duration.ofHours(1));

    house.await(run, RunState.SUCCEEDED);
    Map<String, Integer> all = new TreeMap<>(asked);
    // What was done is written by the time too: once more where the machine stood still meanwhile.
    assertThat(all.remove("write")).isLessThan(10);
    return all;
  }

  /** Counts what is asked and written, by the name of the method. */
  private Journal counted(Journal journal) {
    return (Journal) Proxy.newProxyInstance(
        Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, given) -> {
          asked.merge(method.getName(), 1, Integer::sum);
          try {
            return method.invoke(journal, given);
          } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
          }
        });
  }
}
