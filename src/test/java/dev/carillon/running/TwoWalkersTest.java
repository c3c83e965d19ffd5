package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitState;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes on one database; one of them stands still while the other goes on. */
class TwoWalkersTest {
  private static final String TASKS = """
      - a: {call: act, with: {do: a}}
      - b: {call: act, with: {do: b}}
      - c: {call: act, with: {do: c}}
      """;

  private final DatabaseAddress database = TestDatabases.postgres();
  private final MovingClock early = MovingClock.at("2026-03-01T12:00:00Z");
  private final MovingClock late = MovingClock.at("2026-03-01T12:00:31Z");
  private final Told told = new Told();
  private final CountDownLatch standing = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CompletableFuture<Throwable> refused = new CompletableFuture<>();

  @ParameterizedTest
  @EnumSource(
      value = VisitState.class,
      names = {"RUNNING", "COMPLETED"})
  void whoStoodStillWhileAnotherTookOverWritesNothingMore(VisitState writing) throws Exception {
    try (House first = house(early, journal -> standingStill(journal, writing)).started();
        House second = house(late, journal -> journal)) {
      RunId run = first.start(first.save("steps", TASKS), "");
      assertThat(standing.await(60, TimeUnit.SECONDS)).isTrue();

      second.runs.walkers().sweep();
      Run ended = second.await(run, RunState.SUCCEEDED);
      List<Visit> visits = second.visits(run);
      gate.countDown();

      assertThat(refused.get(60, TimeUnit.SECONDS)).isInstanceOf(LeaseLostException.class);
      first.runs.stop();
      assertThat(second.store.get(run)).isEqualTo(ended);
      assertThat(second.visits(run)).isEqualTo(visits);
      boolean wasDone = writing == VisitState.COMPLETED;
      assertThat(told.calls)
          .isEqualTo(wasDone ? List.of("a", "b", "b", "c") : List.of("a", "b", "c"));
      assertThat(told.keys.stream().distinct()).hasSize(3);
    }
  }

  @Test
  void ofTwoNodesThatSeeARunThatIsDueOneWalksIt() {
    try (House first = house(early, journal -> journal);
        House second = house(early, journal -> journal)) {
      first.save("steps", TASKS);
      List<RunId> runs =
          IntStream.range(0, 10).mapToObj(any -> first.start(id(), "")).toList();

      runs.forEach(run -> {
        second.runs.walkers().poke(run);
        first.runs.walkers().poke(run);
      });

      runs.forEach(run -> first.await(run, RunState.SUCCEEDED));
      assertThat(told.calls).hasSize(30);
      assertThat(told.keys).doesNotHaveDuplicates();
    }
  }

  /** A function that remembers what it was asked, and under which key. */
  private static final class Told implements Function {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "act";
    }

    @Override
    public JsonNode call(Invocation invocation) {
      calls.add(invocation.arguments().path("do").asText());
      keys.add(invocation.idempotencyKey());
      return invocation.input();
    }
  }

  private static WorkflowId id() {
    return new WorkflowId("steps");
  }

  private House house(MovingClock clock, UnaryOperator<Journal> around) {
    return new House(database, clock, new Runs.Terms(8, Duration.ofSeconds(20)), around, told);
  }

  /** Stands still once, before it writes that {@code b} stands so. */
  private Journal standingStill(Journal journal, VisitState writing) {
    return (Journal) Proxy.newProxyInstance(
        Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, given) -> {
          boolean here = method.getName().equals("write")
              && given[1] instanceof Entries entries
              && entries.visits().stream()
                  .anyMatch(it -> it.name().equals("b") && it.state() == writing);
          if (here) {
            standing.countDown();
            gate.await(180, TimeUnit.SECONDS);
          }
          try {
            return method.invoke(journal, given);
          } catch (InvocationTargetException broken) {
            refused.complete(broken.getCause());
            throw broken.getCause();
          }
        });
  }
}
