package dev.carillon.running;

import static dev.carillon.testing.RunBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.testing.MovingClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndingsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Map<RunId, Run> runs = new ConcurrentHashMap<>();
  private final List<String> questions = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Endings endings =
      new Endings(store(), timer, Runnable::run, MovingClock.at("2026-11-22T12:00:00Z"));

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  /** A store that another node writes to, and that counts what it is asked. */
  private RunStore store() {
    return (RunStore) Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {RunStore.class},
        (proxy, method, arguments) -> {
          questions.add(method.getName());
          return method.getName().equals("find")
              ? Optional.ofNullable(runs.get(arguments[0]))
              : ((Collection<?>) arguments[0])
                  .stream().map(runs::get).filter(run -> run.state().isEnded()).toList();
        });
  }

  private CompletableFuture<Optional<Run>> awaited(int number) {
    RunId run = RunId.of(0, 0, number);
    runs.put(run, aRun().named(run).in(RunState.RUNNING).build());
    return endings.await(run, LONG);
  }

  @Test
  void howeverManyAreWaitedForTheStoreIsAskedOnceEachSecond() {
    var first = awaited(1);
    var second = awaited(2);
    var third = awaited(3);
    questions.clear();

    endings.lookAll();
    assertThat(questions).containsExactly("settled");
    assertThat(first).isNotDone();

    runs.replaceAll((id, run) -> aRun().named(id).in(RunState.SUCCEEDED).build());
    endings.lookAll();
    for (var each : List.of(first, second, third)) {
      assertThat(each)
          .isCompletedWithValueMatching(run -> run.orElseThrow().state().isEnded());
    }
  }

  @Test
  void withNobodyWaitingTheStoreIsNotAsked() {
    endings.lookAll();

    assertThat(questions).isEmpty();
  }
}
