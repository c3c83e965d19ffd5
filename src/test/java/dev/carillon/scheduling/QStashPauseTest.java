package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.testing.qstash.Failure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pausing and resuming where QStash rings, and answers or does not. */
class QStashPauseTest extends BelfryOnQStash {
  @BeforeEach
  void save() {
    belfry.save("nightly");
  }

  @Test
  void aPauseReachesQStashAndMakesARevision() {
    belfry.activate("nightly");

    Schedule paused = pause(Optional.empty());

    assertThat(paused.revision()).isEqualTo(2);
    assertThat(paused.sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(paused.pause()).map(it -> it.owner() + ": " + it.reason()).contains("ada: holidays");
    assertThat(held().paused()).isTrue();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  private Schedule pause(Optional<Duration> time) {
    return belfry.scheduling.pause(
        new ScheduleId("nightly"), time.map(clock.instant()::plus), "holidays", "ada");
  }

  @Test
  void theSamePauseAgainChangesNothingAndAnotherReplacesIt() {
    belfry.activate("nightly");
    pause(Optional.empty());

    assertThat(pause(Optional.empty()).revision()).isEqualTo(2);
    assertThat(pause(Optional.of(Duration.ofHours(1))).revision()).isEqualTo(3);
    assertThat(schedule().pause().orElseThrow().until()).isPresent();
  }

  @Test
  void resumedItRingsAgainByItsNewestWording() {
    belfry.activate("nightly");
    pause(Optional.empty());
    belfry.activate("nightly", "cron", "0 6 * * *");
    assertThat(held().cron()).as("an edit would resume it").isEqualTo("0 2 * * *");
    assertThat(held().paused()).isTrue();

    Schedule resumed = belfry.scheduling.resume(new ScheduleId("nightly"));

    assertThat(resumed.pause()).isEmpty();
    assertThat(resumed.sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(held().paused()).isFalse();
    assertThat(held().cron()).isEqualTo("0 6 * * *");
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void resumedWhereAnUpsertKeepsThePauseItRingsAllTheSame() {
    qstash.otherwise(dev.carillon.testing.qstash.Doubt.UPSERT_KEEPS_THE_PAUSE);
    belfry.activate("nightly");
    pause(Optional.empty());

    belfry.scheduling.resume(new ScheduleId("nightly"));

    assertThat(held().paused()).isFalse();
  }

  @Test
  void aPauseThatQStashDidNotHearOfIsFinishedByTheSync() {
    belfry.activate("nightly");
    qstash.fails(Failure.BREAKS_CONNECTION).always();

    Schedule paused = pause(Optional.empty());

    assertThat(paused.pause()).isPresent();
    assertThat(paused.sync()).isEqualTo(Sync.PENDING);
    qstash.recovers();
    belfry.sync.now();
    assertThat(held().paused()).isTrue();
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
  }

  @Test
  void aPauseWhoseAnswerWasLostIsOursAndEndsWhenItIsResumed() {
    belfry.activate("nightly");
    qstash.fails(Failure.BREAKS_CONNECTION_AFTER_APPLYING).forPath(".*/pause").always();
    pause(Optional.empty());
    assertThat(held().paused()).isTrue();
    qstash.recovers();

    Schedule resumed = belfry.scheduling.resume(new ScheduleId("nightly"));

    assertThat(resumed.pause()).as("nobody paused it in the console").isEmpty();
    assertThat(held().paused()).isFalse();
  }

  @Test
  void aResumeThatIsRefusedLeavesItPaused() {
    belfry.activate("nightly");
    pause(Optional.empty());
    qstash.fails(Failure.BAD_TOKEN).always();

    assertThatThrownBy(() -> belfry.scheduling.resume(new ScheduleId("nightly")))
        .isInstanceOf(EngineRefusedException.class);

    assertThat(schedule().pause()).map(it -> it.reason()).contains("holidays");
    qstash.recovers();
    belfry.sync.now();
    assertThat(held().paused()).isTrue();
  }

  @Test
  void aPauseWithAnEndIsOverThereALittleEarlierSinceQStashNeedsAMinute() {
    belfry.activate("nightly");
    pause(Optional.of(Duration.ofHours(2)));
    clock.moveBy(Duration.ofMinutes(118));
    belfry.sync.now();
    assertThat(held().paused()).isTrue();

    clock.moveBy(Duration.ofSeconds(31));
    belfry.sync.now();

    assertThat(held().paused()).isFalse();
    assertThat(schedule().pause()).as("it holds until its end").isPresent();
    clock.moveBy(Duration.ofMinutes(2));
    belfry.sync.now();
    assertThat(schedule().pause()).isEmpty();
    assertThat(held().paused()).isFalse();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void aPauseThatCannotBeIsRefused() {
    belfry.activate("nightly");

    assertThatThrownBy(() -> pause(Optional.of(Duration.ZERO)))
        .isInstanceOfSatisfying(
            InvalidWishException.class, it -> assertThat(it.field()).isEqualTo("until"));
    assertThatThrownBy(() -> belfry.scheduling.pause(
            new ScheduleId("nightly"), Optional.empty(), "x".repeat(501), "ada"))
        .isInstanceOfSatisfying(
            InvalidWishException.class, it -> assertThat(it.field()).isEqualTo("reason"));
    assertThatThrownBy(
            () -> belfry.scheduling.pause(new ScheduleId("nobody"), Optional.empty(), "", "ada"))
        .isInstanceOf(UnknownScheduleException.class);
  }
}
