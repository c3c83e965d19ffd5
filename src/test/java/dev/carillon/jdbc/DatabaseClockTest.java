package dev.carillon.jdbc;

import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.run.RunId;
import dev.carillon.run.Trigger;
import dev.carillon.running.Arrival;
import dev.carillon.running.Decision;
import dev.carillon.running.Lease;
import dev.carillon.running.RunStore;
import dev.carillon.testing.SetClock;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines whose clocks are wrong, and what a lease is worth among them. */
@Timeout(120)
class DatabaseClockTest {
  /** Long, so that a slow machine does not let it expire; a clock is wrong by more than that. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  /** Whoever is asked on a busy machine may take long to answer. */
  private static final Duration DOUBT = Duration.ofMinutes(1);

  private final Database database = new Database(TestDatabases.postgres());
  private final Clock world = Clock.systemUTC();

  @BeforeEach
  void open() {
    database.open();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {-600, 600})
  void aNodeWhoseClockIsWrongTakesNoRunFromALivingOneAndLosesNone(long seconds) {
    SetClock wrong = new SetClock(world.instant().plusSeconds(seconds));
    RunStore runs = new JdbcRunStore(database);
    try (DatabaseClock right = started(world);
        DatabaseClock corrected = started(wrong)) {
      RunId first = admitted(runs);
      Lease taken = claim(runs, first, "right", right).orElseThrow();
      assertThat(runs.claimable(corrected.instant(), 10)).isEmpty();
      assertThat(claim(runs, first, "wrong", corrected)).isEmpty();

      RunId second = admitted(runs);
      Lease given = claim(runs, second, "wrong", corrected).orElseThrow();
      assertThat(runs.claimable(right.instant(), 10)).isEmpty();
      assertThat(claim(runs, second, "right", right)).isEmpty();

      assertThat(runs.renew(taken, right.instant().plus(LEASE))).isTrue();
      assertThat(runs.renew(given, corrected.instant().plus(LEASE))).isTrue();
      List<RunId> left = List.of(first, second);
      Instant later = right.instant().plus(LEASE).plus(DOUBT);
      assertThat(runs.claimable(later, 10)).hasSameElementsAs(left);
    }
  }

  @Test
  void whatBreaksWhileItLooksDoesNotEndTheLooking() {
    AtomicBoolean breaks = new AtomicBoolean();
    LongSupplier nanos = () -> {
      if (breaks.get()) {
        throw new IllegalStateException("broken");
      }
      return System.nanoTime();
    };
    try (DatabaseClock clock = new DatabaseClock(world, nanos)) {
      clock.start(database);
      breaks.set(true);

      assertThatCode(clock::measureUnlessAway).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-600, 600})
  void aClockThatIsSetWhileItGoesIsNoticedAtOnce(long seconds) {
    SetClock machine = new SetClock(world.instant());
    try (DatabaseClock clock = started(machine)) {
      machine.set(world.instant().plusSeconds(seconds));

      assertRight(clock);
      clock.measure();
      assertRight(clock);
      machine.set(world.instant());
      assertRight(clock);
    }
  }

  @Test
  void aSmallDifferenceIsLeftAlone() {
    Instant before = world.instant();
    SetClock machine = new SetClock(before.plusMillis(500));
    try (DatabaseClock clock = started(machine)) {
      assertThat(clock.instant()).isBetween(before.plusMillis(500), machine.instant());
    }
  }

  @Test
  void aDatabaseOfThisProcessAloneHasTheClockOfTheMachine(@TempDir Path directory) {
    Instant there = Instant.parse("2031-01-01T00:00:00Z");
    Clock machine = Clock.fixed(there, ZoneOffset.UTC);
    try (Database h2 = new Database(TestDatabases.h2(directory));
        DatabaseClock clock = new DatabaseClock(machine)) {
      assertThat(clock.instant()).isEqualTo(there);
      h2.open();
      clock.start(h2);
      assertThat(clock.instant()).isEqualTo(there);
    }
  }

  private DatabaseClock started(Clock machine) {
    DatabaseClock clock = new DatabaseClock(machine);
    clock.start(database);
    return clock;
  }

  private void assertRight(Clock clock) {
    Instant before = world.instant();
    Instant shown = clock.instant();
    assertThat(shown).isBetween(before.minus(DOUBT), world.instant().plus(DOUBT));
  }

  private RunId admitted(RunStore runs) {
    StoredWorkflow hello = new StoredWorkflow(
        new WorkflowId("hello"), "1.0.0", DefinitionHash.of("text"), "text", Instant.EPOCH, "Zoë");
    new JdbcWorkflowStore(database).save(hello);
    Arrival arrival = anArrival().build();
    runs.admit(arrival, view -> new Decision.Start(hello, Trigger.MANUAL, 1, Optional.empty()));
    return arrival.candidate();
  }

  private static Optional<Lease> claim(RunStore runs, RunId run, String node, Clock clock) {
    Instant now = clock.instant();
    return runs.claim(run, node, now, now.plus(LEASE), true).map(RunStore.Claim::lease);
  }
}
