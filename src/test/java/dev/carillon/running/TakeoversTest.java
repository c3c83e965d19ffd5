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
import dev.carillon.run.Trigger;
import dev.carillon.testing.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose servers went down with them, one after another. */
class TakeoversTest {
  @TempDir
  Path directory;

  private final MovingClock clock = new MovingClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final Tally tally = new Tally();

  /** A function that counts its calls. */
  private static final class Tally implements Function {
    private int calls;

    @Override
    public String name() {
      return "tally";
    }

    @Override
    public JsonNode call(Invocation invocation) {
      calls++;
      return invocation.input();
    }
  }

  @Test
  void onH2WhatKillsItsServerAgainAndAgainIsAFailedAttempt() {
    whatKillsItsServerAgainAndAgainIsAFailedAttempt(TestDatabases.h2(directory));
  }

  @Test
  void onPostgresWhatKillsItsServerAgainAndAgainIsAFailedAttempt() {
    whatKillsItsServerAgainAndAgainIsAFailedAttempt(TestDatabases.postgres());
  }

  private void whatKillsItsServerAgainAndAgainIsAFailedAttempt(DatabaseAddress address) {
    try (House house = new House(address, clock, tally)) {
      RunId run = left(house, "deadly");
      diesWith(house, run, Walker.TAKEOVERS);

      house.started();

      Run failed = house.await(run, RunState.RETRYING);
      assertThat(failed.error().orElseThrow().detail().orElseThrow())
          .contains("went down, froze or lost the database 5 times in a row");
      assertThat(tally.calls).isZero();
      house.moveBy(Duration.ofMinutes(1));
      house.await(run, RunState.SUCCEEDED);
      assertThat(tally.calls).isOne();
    }
  }

  @Test
  void fourTimesAreNotTooMany() {
    try (House house = new House(TestDatabases.h2(directory), clock, tally)) {
      RunId run = left(house, "unlucky");
      diesWith(house, run, Walker.TAKEOVERS - 1);

      house.started();

      house.await(run, RunState.SUCCEEDED);
      assertThat(tally.calls).isOne();
    }
  }

  @Test
  void aStepThatWasFinishedInBetweenBeginsTheCountAnew() {
    try (House house = new House(TestDatabases.h2(directory), clock, tally)) {
      RunId run = left(house, "slow");
      diesWith(house, run, Walker.TAKEOVERS - 1);
      Instant now = clock.instant();
      RunStore.Claim claim =
          house.store.claim(run, "gone", now, now.plus(Walkers.LEASE), true).orElseThrow();
      house.journal.write(
          claim.lease(),
          VisitBuilder.aVisit(JournalUnderTest.FIRST).completed("x").build(),
          now);
      clock.moveBy(Walkers.LEASE);

      house.started();

      house.await(run, RunState.SUCCEEDED);
    }
  }

  @Test
  void whoStoppedInOrderIsNotCounted() {
    try (House house = new House(TestDatabases.h2(directory), clock, tally)) {
      RunId run = left(house, "redeployed");
      for (int time = 0; time < 10; time++) {
        Instant now = clock.instant();
        RunStore.Claim claim =
            house.store.claim(run, "old", now, now.plus(Walkers.LEASE), true).orElseThrow();
        assertThat(claim.takeovers()).isZero();
        house.store.release(claim.lease(), now);
        clock.moveBy(Duration.ofSeconds(1));
      }

      house.started();

      house.await(run, RunState.SUCCEEDED);
    }
  }

  /** Makes a run that nobody is told of: this node would take it at once. */
  private RunId left(House house, String name) {
    Arrival arrival = new Arrival(
        new RunIds(clock).next(),
        "api",
        house.save(name, "- act: { call: tally }"),
        Trigger.MANUAL,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        House.json(""),
        Run.Ownership.OURS,
        clock.instant(),
        Optional.empty());
    house.store.admit(
        arrival,
        view -> new Decision.Start(
            view.workflow(arrival.workflow()).orElseThrow(), Trigger.MANUAL, 4, Optional.empty()));
    return arrival.candidate();
  }

  /** Nodes take it one after another, and are gone. */
  private void diesWith(House house, RunId run, int nodes) {
    for (int node = 0; node < nodes; node++) {
      Instant now = clock.instant();
      house.store.claim(run, "gone-" + node, now, now.plus(Walkers.LEASE), true).orElseThrow();
      clock.moveBy(Walkers.LEASE);
    }
  }
}
