package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.testing.qstash.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rounds that the sync does by itself. */
class SyncLoopTest extends BelfryOnQStash {
  private final AtomicInteger openings = new AtomicInteger();
  private int toBreak;
  private Sync sync;

  private void start() {
    sync = new Sync(
        belfry.schedules,
        belfry.engines,
        belfry.copies,
        belfry.nodes,
        new Sync.Terms("looping", false),
        () -> {
          if (openings.incrementAndGet() <= toBreak) {
            throw new IllegalStateException("broken on purpose");
          }
        },
        clock);
    sync.start();
  }

  @AfterEach
  void stop() {
    sync.stop();
  }

  private void until(Callable<Boolean> holds) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
      sync.soon();
      return holds.call();
    });
  }

  private Instant lastRound() {
    return sync.last().map(Sync.LastRound::at).orElse(Instant.MIN);
  }

  @Test
  void atTheStartItCarriesThroughWhatCouldNotBe() {
    qstash.fails(Failure.UNAVAILABLE).always();
    belfry.active("nightly", "0 2 * * *");
    assertThat(belfry.heldThere()).isEmpty();
    qstash.recovers();

    start();

    until(() -> sync.last().filter(Sync.LastRound::finished).isPresent());
    assertThat(belfry.heldThere()).containsExactly(NAME);
  }

  @Test
  void whatIsPendingIsCarriedThroughSoonAndWithoutALook() {
    start();
    until(() -> sync.last().isPresent());
    Instant first = lastRound();
    qstash.fails(Failure.UNAVAILABLE).always();
    belfry.active("nightly", "0 2 * * *");
    qstash.recovers();

    until(() -> belfry.heldThere().contains(NAME));

    assertThat(lastRound()).as("no round was needed").isEqualTo(first);
  }

  @Test
  void fiveMinutesAfterARoundItLooksAgain() {
    belfry.active("nightly", "0 2 * * *");
    belfry.scheduling.pause(new ScheduleId("nightly"), Optional.empty(), "", "ada");
    start();
    until(() -> sync.last().isPresent());
    Instant first = lastRound();
    qstash.console().resume(NAME);

    // It may note when the next one is due a moment after the first one is told.
    until(() -> {
      clock.moveBy(Duration.ofMinutes(5));
      return lastRound().isAfter(first);
    });

    assertThat(held().paused()).as("it is paused here").isTrue();
  }

  @Test
  void aRoundThatBreaksIsFollowedByAnother() {
    toBreak = 2;
    belfry.active("nightly", "0 2 * * *");

    start();

    until(() -> sync.last().isPresent());
    assertThat(openings).hasValueGreaterThan(2);
  }

  @Test
  void afterTheStopThereIsNoRoundAndNoThread() {
    start();
    until(() -> sync.last().isPresent());

    sync.stop();
    sync.stop();

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("carillon-sync");
  }
}
