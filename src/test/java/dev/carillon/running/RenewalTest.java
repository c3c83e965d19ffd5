package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.jdbc.Database;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.Relay;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes keep what they walk while the database is slow, and after it was away. */
@Timeout(120)
class RenewalTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final DatabaseAddress address = TestDatabases.postgres();
  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:00Z");
  private final Doorstep doorstep = new Doorstep();

  /** A function whose callers stay inside until they are let go. */
  private static final class Doorstep implements Function {
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch door = new CountDownLatch(1);

    @Override
    public String name() {
      return "doorstep";
    }

    @Override
    public JsonNode call(Invocation invocation) throws InterruptedException {
      calls.incrementAndGet();
      door.await();
      return invocation.input();
    }
  }

  @AfterEach
  void letGo() {
    doorstep.door.countDown();
  }

  @Test
  void aRowThatIsLockedKeepsNoOtherLeaseFromBeingRenewed() throws Exception {
    try (House house = new House(address, clock, doorstep).started()) {
      RunId locked = started(house);
      RunId other = started(house);
      await().atMost(LONG).until(() -> doorstep.calls.get() == 2);
      clock.moveBy(Duration.ofSeconds(20));

      try (Connection connection = house.database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        try (var statement =
            connection.prepareStatement("select id from run where id = ? for update")) {
          statement.setString(1, locked.value());
          statement.execute();
          Thread renewal = new Thread(() -> house.runs.walkers().renew());
          renewal.start();

          Instant wasOver = clock.instant().plusSeconds(20);
          await().atMost(LONG).until(() -> !house.store.claimable(wasOver, 10).contains(other));
          connection.rollback();
          renewal.join();
          assertThat(house.store.claimable(wasOver, 10)).isEmpty();
        }
      }
    }
  }

  @Test
  void afterTheDatabaseWasAwayForLongerThanALeaseNobodyIsRobbed() throws Exception {
    try (Relay relay = new Relay(URI.create(address.url().substring(5)).getPort());
        House first = house(relay, "first").started();
        House second = house(relay, "second")) {
      RunId run = started(first);
      await().atMost(LONG).until(() -> doorstep.calls.get() == 1);
      relay.cut();
      assertThatThrownBy(() -> second.runs.walkers().sweep())
          .isInstanceOf(StoreUnavailableException.class);
      clock.moveBy(Walkers.LEASE.plusSeconds(1));
      relay.mend();

      patiently(() -> second.runs.walkers().sweep());
      assertThat(second.runs.walkers().busy()).isZero();
      second.runs.walkers().poke(run);
      await().atMost(LONG).until(() -> second.runs.walkers().busy() == 0);
      patiently(() -> first.runs.walkers().renew());
      clock.moveBy(Truce.LENGTH);
      patiently(() -> second.runs.walkers().sweep());

      doorstep.door.countDown();
      await()
          .atMost(LONG)
          .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
          .until(() -> first.store.get(run).state() == RunState.SUCCEEDED);
      assertThat(doorstep.calls).hasValue(1);
    }
  }

  @Test
  void whoIsGoneIsFollowedWhenTheTruceIsOver() throws Exception {
    try (Relay relay = new Relay(URI.create(address.url().substring(5)).getPort());
        House house = house(relay, "present")) {
      RunId run =
          house.start(house.save("later", "- rest: {wait: PT20S}\n- act: {call: doorstep}"), "");
      house.await(run, RunState.WAITING);
      clock.moveBy(Duration.ofSeconds(20));
      Instant now = clock.instant();
      house.store.claim(run, "gone", now, now.plus(Walkers.LEASE), true).orElseThrow();
      relay.cut();
      assertThatThrownBy(() -> house.runs.walkers().sweep())
          .isInstanceOf(StoreUnavailableException.class);
      clock.moveBy(Walkers.LEASE);
      relay.mend();
      patiently(() -> house.runs.walkers().sweep());
      assertThat(house.runs.walkers().busy()).isZero();

      clock.moveBy(Truce.LENGTH);
      patiently(() -> house.runs.walkers().sweep());

      await().atMost(LONG).until(() -> doorstep.calls.get() == 1);
    }
  }

  private static RunId started(House house) {
    return house.start(house.save("step", "- act: {call: doorstep}"), "");
  }

  /** The pool may hold connections that were cut. */
  private static void patiently(Runnable work) {
    await()
        .atMost(LONG)
        .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
        .until(() -> {
          work.run();
          return true;
        });
  }

  private House house(Relay relay, String node) {
    var over = new DatabaseAddress(
        address.url().replaceFirst(":\\d+/", ":" + relay.port() + "/"),
        address.user(),
        address.password());
    return new House(new Database(over, PATIENCE), clock, node, doorstep);
  }
}
