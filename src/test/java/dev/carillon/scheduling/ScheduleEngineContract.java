package dev.carillon.scheduling;

import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.run.MessageId;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.scheduling.ScheduleEngine.Held;
import dev.carillon.scheduling.ScheduleEngine.OneOff;
import dev.carillon.testing.RecordingBell;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ScheduleEngine} promises. An engine is tested by implementing this. */
public interface ScheduleEngineContract {
  Instant NOON = Instant.parse("2030-06-03T12:00:00Z");
  Duration PATIENCE = Duration.ofSeconds(60);

  /** Returns the engine under test, ringing, with nothing in it. */
  ScheduleEngine engine();

  /** Returns what the engine rings. */
  RecordingBell bell();

  /** Makes it this time for the engine; it goes on from there. It is noon when a test begins. */
  void timeIs(Instant now);

  /** Waits until the engine knows that what it handed in was taken; an answer may be on its way. */
  default void settle() {}

  private static Instant noonPlus(long minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }

  /**
   * Makes it a moment before a due time, so that nobody has to wait a minute for it. On a busy machine it
   * may be over when the engine looks, as in life.
   */
  default void timeIsJustBefore(Instant due) {
    timeIs(due.minusMillis(250));
  }

  @Test
  default void holdsAScheduleAsItWasGiven() {
    engine()
        .put(aSchedule("report")
            .revision(7)
            .cron("30 9 * * 1-5")
            .in("Europe/Berlin")
            .build());

    assertThat(engine().list())
        .containsExactly(new Held(
            new ScheduleId("report"),
            7,
            "30 9 * * 1-5",
            "Europe/Berlin",
            false,
            Optional.of(Instant.parse("2030-06-04T07:30:00Z"))));
  }

  @Test
  default void givenTheSameAgainItHoldsOne() {
    engine().put(aSchedule("report").build());
    engine().put(aSchedule("report").build());

    assertThat(engine().list()).hasSize(1);
  }

  @Test
  default void anEditReplacesWhatWasHeld() {
    engine().put(aSchedule("report").cron("0 3 * * *").build());
    engine().put(aSchedule("report").revision(2).cron("0 12 * * *").build());

    assertThat(engine().list())
        .containsExactly(new Held(
            new ScheduleId("report"),
            2,
            "0 12 * * *",
            "UTC",
            false,
            Optional.of(noonPlus(24 * 60))));
  }

  @Test
  default void doesNotHoldWhatWasRemoved() {
    engine().put(aSchedule("report").build());
    engine().put(aSchedule("backup").build());

    engine().remove(new ScheduleId("report"));

    assertThat(engine().list()).extracting(Held::id).containsExactly(new ScheduleId("backup"));
  }

  @Test
  default void askedAboutWhatItDoesNotHoldItDoesNothing() {
    ScheduleId unknown = new ScheduleId("unknown");

    assertThatCode(() -> {
          engine().remove(unknown);
          engine().pause(unknown);
          engine().resume(unknown);
        })
        .doesNotThrowAnyException();
    assertThat(engine().list()).isEmpty();
  }

  @Test
  default void refusesAScheduleThatWouldNeverBeDue() {
    assertThatThrownBy(() -> engine().put(aSchedule("leap").cron("0 0 30 2 *").build()))
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("leap");
  }

  @Test
  default void aPausedScheduleIsHeldWithoutANextDueTime() {
    engine().put(aSchedule("report").build());
    engine().pause(new ScheduleId("report"));
    engine().pause(new ScheduleId("report"));

    assertThat(engine().list().get(0).paused()).isTrue();
    assertThat(engine().list().get(0).next()).isEmpty();

    engine().resume(new ScheduleId("report"));
    engine().resume(new ScheduleId("report"));

    assertThat(engine().list().get(0).paused()).isFalse();
    assertThat(engine().list().get(0).next()).contains(noonPlus(1));
  }

  @Test
  default void surveyedItShowsNoDifferenceFromWhatWasWantedAndEachEditAsOne() {
    Schedule wanted = aSchedule("report")
        .revision(7)
        .cron("0 9 * * MON-FRI")
        .in("Europe/Berlin")
        .build();
    engine().put(wanted);

    Found found = engine().survey().get(0);

    assertThat(found.id()).contains(new ScheduleId("report"));
    assertThat(found.revision()).isEqualTo(7);
    assertThat(found.paused()).isFalse();
    assertThat(found.differences(engine().facts(wanted))).isEmpty();
    Schedule edited =
        aSchedule("report").revision(8).cron("0 9 * * 1").in("Europe/Berlin").build();
    assertThat(found.differences(engine().facts(edited))).contains("cron", "revision");
    Schedule moved =
        aSchedule("report").revision(7).cron("0 9 * * MON-FRI").in("Asia/Tokyo").build();
    assertThat(found.differences(engine().facts(moved))).containsExactly("timezone");
  }

  @Test
  default void ringsEachDueTimeOnceAndNotEarly() {
    engine().put(aSchedule("report").revision(4).build());

    timeIsJustBefore(noonPlus(1));
    await().atMost(PATIENCE).until(() -> bell().dueTimes("report").size() == 1);
    timeIsJustBefore(noonPlus(2));
    await().atMost(PATIENCE).until(() -> bell().dueTimes("report").size() == 2);

    assertThat(bell().dueTimes("report")).containsExactly(noonPlus(1), noonPlus(2));
    assertThat(bell().rings()).allSatisfy(ring -> {
      assertThat(ring.revision()).isEqualTo(4);
      assertThat(ring.at()).isAfterOrEqualTo(ring.due());
    });
  }

  @Test
  default void ringsNeitherWhatIsPausedNorWhatIsRemoved() {
    engine().put(aSchedule("paused").paused().build());
    engine().put(aSchedule("removed").build());
    engine().put(aSchedule("witness").build());
    engine().remove(new ScheduleId("removed"));

    timeIsJustBefore(noonPlus(1));
    await().atMost(PATIENCE).until(() -> bell().dueTimes("witness").size() == 1);
    timeIsJustBefore(noonPlus(2));
    await().atMost(PATIENCE).until(() -> bell().dueTimes("witness").size() == 2);

    assertThat(bell().dueTimes("paused")).isEmpty();
    assertThat(bell().dueTimes("removed")).isEmpty();
  }

  @Test
  default void resumedItDoesNotRingWhatWasDueMeanwhile() {
    engine().put(aSchedule("report").build());
    engine().pause(new ScheduleId("report"));
    timeIs(noonPlus(1).plusSeconds(10));
    engine().resume(new ScheduleId("report"));

    timeIsJustBefore(noonPlus(2));
    await().atMost(PATIENCE).until(() -> !bell().rings().isEmpty());

    assertThat(bell().dueTimes("report")).containsExactly(noonPlus(2));
  }

  @Test
  default void anEditedScheduleRingsByItsNewWordingOnly() {
    engine().put(aSchedule("report").cron("1 * * * *").build());
    engine().put(aSchedule("report").revision(2).cron("2 * * * *").build());
    engine().put(aSchedule("witness").build());

    timeIsJustBefore(noonPlus(1));
    await().atMost(PATIENCE).until(() -> bell().dueTimes("witness").size() == 1);
    timeIsJustBefore(noonPlus(2));
    await().atMost(PATIENCE).until(() -> !bell().dueTimes("report").isEmpty());

    assertThat(bell().dueTimes("report")).containsExactly(noonPlus(2));
  }

  @Test
  default void handsInAMessageOnceAndNotBeforeItsInstant() {
    var wish = new OneOff(new WorkflowId("Report"), "manual", Optional.of("{\"für\":\"Ж\"}"));
    Instant then = NOON.plusSeconds(2);

    MessageId id = engine().send(wish, then);
    timeIsJustBefore(then);
    await().atMost(PATIENCE).until(() -> !bell().messages().isEmpty());

    assertThat(bell().messages()).singleElement().satisfies(message -> {
      assertThat(message.message()).isEqualTo(id);
      assertThat(message.workflow()).isEqualTo(wish.workflow());
      assertThat(message.trigger()).isEqualTo("manual");
      assertThat(message.input()).contains("{\"für\":\"Ж\"}");
      assertThat(message.at()).isAfterOrEqualTo(then);
    });
    settle();
    assertThat(engine().cancel(id)).as("taken back after it was handed in").isFalse();
  }

  @Test
  default void doesNotHandInAMessageThatWasTakenBack() {
    var wish = new OneOff(new WorkflowId("report"), "manual", Optional.empty());
    MessageId first = engine().send(wish, NOON.plusSeconds(60));
    MessageId second = engine().send(wish, NOON.plusSeconds(61));

    assertThat(engine().cancel(first)).isTrue();
    assertThat(engine().cancel(first)).isFalse();
    timeIsJustBefore(NOON.plusSeconds(61));
    await().atMost(PATIENCE).until(() -> !bell().messages().isEmpty());

    assertThat(bell().messages())
        .extracting(RecordingBell.Message::message)
        .isEqualTo(List.of(second));
  }
}
