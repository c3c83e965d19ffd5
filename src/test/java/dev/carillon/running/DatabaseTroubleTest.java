package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.delivery.Answer;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.jdbc.Database;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.testing.FullDisk;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.Relay;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away under load, says nothing, is full or busy, and comes back. */
@Timeout(180)
class DatabaseTroubleTest {
  private static final int LOAD = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final String TWO_STEPS = """
      - a: {call: act, with: {do: a}}
      - b: {call: act, with: {do: b}}
      """;

  /** All of the pool. */
  private static final int CONNECTIONS = 12;

  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:01Z");

  private final Gate gate = new Gate();

  @Test
  void whatWasAcceptedBeforeTheDatabaseWasCutOffIsDoneOnceAndWhatWasNotComesAgain()
      throws Exception {
    DatabaseAddress address = TestDatabases.postgres();
    try (Relay relay = new Relay(URI.create(address.url().substring(5)).getPort());
        House house = house(over(address, relay, ""))) {
      survives(house, relay::cut, relay::mend);
    }
  }

  @Test
  void aDatabaseThatSaysNothingIsGivenUpAndTakenUpAgain() throws Exception {
    DatabaseAddress address = TestDatabases.postgres();
    try (Relay relay = new Relay(URI.create(address.url().substring(5)).getPort());
        House house = house(over(address, relay, "?socketTimeout=3"))) {
      survives(house, relay::stall, relay::mend);
    }
  }

  /** A delivery asks it dozens of times. */
  @Test
  void aDatabaseThatIsSlowIsWaitedForAndNothingIsRefusedNorDoneTwice() throws Exception {
    DatabaseAddress address = TestDatabases.postgres();
    try (Relay relay = new Relay(URI.create(address.url().substring(5)).getPort());
        House house = new House(new Database(over(address, relay, "")), clock, gate).started()) {
      WorkflowId id = patiently(() -> house.save("load", TWO_STEPS));
      gate.opened.countDown();
      relay.slow(Duration.ofMillis(30));

      List<Answer> answers = Together.call(LOAD, it -> () -> taken(house, message(house, id, it)));

      assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 202));
      relay.mend();
      answers.forEach(answer -> ended(house, answer.run().orElseThrow()));
      assertThat(gate.keys).hasSize(2 * LOAD).doesNotHaveDuplicates();
    }
  }

  @Test
  void aDatabaseThatIsFullKeepsWhatItHas() throws Exception {
    DatabaseAddress address = TestDatabases.postgres();
    try (House house = house(address)) {
      survives(
          house, () -> change(house, """
              create function full_disk() returns trigger language plpgsql as
                $$ begin raise exception 'no space left' using errcode = '53100'; end $$;
              create trigger full_run before insert or update on run
                execute function full_disk();
              create trigger full_step before insert or update on step
                execute function full_disk()"""), () -> change(house, "drop function full_disk cascade"));
    }
  }

  @Test
  void whatWasAcceptedBeforeAllConnectionsOfPostgresWereTakenIsDoneOnce() throws Exception {
    try (House house = house(TestDatabases.postgres())) {
      survivesWithoutConnections(house);
    }
  }

  @Test
  void whatWasAcceptedBeforeAllConnectionsOfH2WereTakenIsDoneOnce() throws Exception {
    try (House house = house(TestDatabases.h2(directory))) {
      survivesWithoutConnections(house);
    }
  }

  private void survivesWithoutConnections(House house) throws Exception {
    List<Connection> taken = new ArrayList<>();
    survives(
        house,
        () -> {
          while (taken.size() < CONNECTIONS) {
            taken.add(patiently(() -> house.database.dataSource().getConnection()));
          }
        },
        () -> {
          for (Connection connection : taken) {
            connection.close();
          }
        });
  }

  @Test
  void anH2FileOnAFullDiskKeepsWhatItHasAndGoesOnWhenThereIsRoom() throws Exception {
    try (FullDisk disk = FullDisk.mount();
        House house = house(disk.h2(directory))) {
      survives(house, disk::fill, disk::makeRoom);
    }
  }

  private interface Change {
    void make() throws Exception;
  }

  /** Half of the load is accepted before the trouble begins, and stands in the middle of its step. */
  private void survives(House house, Change trouble, Change mending) throws Exception {
    WorkflowId id = patiently(() -> house.save("load", TWO_STEPS));
    List<Answer> accepted = IntStream.range(0, LOAD)
        .mapToObj(it -> patiently(() -> house.hand(message(house, id, it))))
        .toList();
    assertThat(gate.entered.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

    trouble.make();
    gate.opened.countDown();
    List<Answer> refused =
        Together.call(LOAD, it -> () -> taken(house, message(house, id, LOAD + it)));
    assertThat(refused).allSatisfy(answer -> {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.retryAfter())
          .hasValueSatisfying(
              after -> assertThat(after).isGreaterThanOrEqualTo(Duration.ofSeconds(12)));
    });
    clock.moveBy(Duration.ofMinutes(1));
    mending.make();

    accepted.forEach(answer -> ended(house, answer.run().orElseThrow()));
    for (int number = LOAD; number < 2 * LOAD; number++) {
      int message = number;
      Answer again = await()
          .atMost(LONG)
          .until(() -> taken(house, message(house, id, message)), it -> it.status() != 503);
      ended(house, again.run().orElseThrow());
    }
    assertThat(patiently(() -> house.store.list(RunFilter.ALL, Optional.empty(), 100)))
        .hasSize(2 * LOAD);
    assertThat(gate.keys).hasSize(4 * LOAD).doesNotHaveDuplicates();
  }

  private static void ended(House house, RunId run) {
    await()
        .atMost(LONG)
        .until(() -> patiently(() -> house.store.get(run).state()), RunState.SUCCEEDED::equals);
  }

  /** On a busy machine a database that is well may seem to be away, with so little patience. */
  private static <T> T patiently(Callable<T> ask) {
    return await()
        .atMost(LONG)
        .ignoreExceptionsMatching(
            it -> it instanceof StoreUnavailableException || it instanceof SQLException)
        .until(ask, any -> true);
  }

  private static Arrival message(House house, WorkflowId id, int number) {
    return Arrivals.of(house, id).message("msg_" + number).external().build();
  }

  private static Answer taken(House house, Arrival arrival) throws Exception {
    return house
        .runs
        .deliveries()
        .take(arrival)
        .toCompletableFuture()
        .get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  private static void change(House house, String sql) {
    patiently(() -> {
      try (Connection connection = house.database.dataSource().getConnection();
          var statement = connection.createStatement()) {
        return statement.execute(sql);
      }
    });
  }

  private House house(DatabaseAddress address) {
    return new House(new Database(address, PATIENCE), clock, gate).started();
  }

  private static DatabaseAddress over(DatabaseAddress address, Relay relay, String parameters) {
    return new DatabaseAddress(
        address.url().replaceFirst(":\\d+/", ":" + relay.port() + "/") + parameters,
        address.user(),
        address.password());
  }

  /** Lets nobody past before it is opened, and remembers who came. */
  private static final class Gate implements Function {
    private final CountDownLatch entered = new CountDownLatch(LOAD);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final List<String> keys = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "act";
    }

    @Override
    public JsonNode call(Invocation invocation) throws InterruptedException {
      keys.add(invocation.idempotencyKey());
      entered.countDown();
      assertThat(opened.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return invocation.input();
    }
  }
}
