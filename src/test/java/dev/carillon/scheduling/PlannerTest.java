package dev.carillon.scheduling;

import static dev.carillon.scheduling.PlanItem.Action.ADOPT;
import static dev.carillon.scheduling.PlanItem.Action.CONFLICT;
import static dev.carillon.scheduling.PlanItem.Action.CREATE;
import static dev.carillon.scheduling.PlanItem.Action.DELETED_THERE;
import static dev.carillon.scheduling.PlanItem.Action.EDITED_THERE;
import static dev.carillon.scheduling.PlanItem.Action.PAUSE;
import static dev.carillon.scheduling.PlanItem.Action.PAUSED_THERE;
import static dev.carillon.scheduling.PlanItem.Action.REMOVE;
import static dev.carillon.scheduling.PlanItem.Action.RESUME;
import static dev.carillon.scheduling.PlanItem.Action.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.scheduling.Situation.View;
import dev.carillon.scheduling.Situation.View.Kind;
import dev.carillon.workflow.WorkflowId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each row of the plan, from the three sides: wanted, told, held. */
class PlannerTest extends PlannerCase {
  @Test
  void whatIsHeldAsItIsWantedIsNoLine() {
    isNothing();
  }

  @Test
  void whatWasNeverToldIsCreated() {
    isThere = false;
    toldTo = Optional.empty();
    isLine(CREATE, Reason.NOT_HELD, true);
    assertThat(items().get(0).effect().after()).isEqualTo(7);
  }

  @Test
  void whatIsPendingAndNotThereIsCreated() {
    isThere = false;
    sync = Sync.PENDING;
    isLine(CREATE, Reason.NOT_HELD, true);
  }

  @Test
  void whatIsPausedIsNotCreatedBeforeItIsResumed() {
    isThere = false;
    toldTo = Optional.empty();
    pause = Optional.of(new Pause(NOON, Optional.empty(), "", "ada"));
    isNothing();
  }

  @Test
  void whatWasToldAndIsNotThereWasDeletedThere() {
    isThere = false;
    isLine(DELETED_THERE, Reason.CONSOLE, false);
    enforces = true;
    isLine(DELETED_THERE, Reason.CONSOLE, true);
  }

  @Test
  void whatWasToldJustNowMayNotBeThereYet() {
    isThere = false;
    toldAt = NOON.minusSeconds(59);
    isNothing();
  }

  @Test
  void whatWasChangedHereIsUpdated() {
    revision = 3;
    cron = "0 3 * * *";
    sync = Sync.PENDING;
    isLine(UPDATE, Reason.CHANGED_HERE, true);
    assertThat(items().get(0).differences())
        .extracting(PlanItem.Difference::fact)
        .containsExactly("cron", "revision");
  }

  @Test
  void whatIsOlderThanWasToldIsUpdated() {
    toldRevision = 2;
    heldRevision = 1;
    heldCron = "0 1 * * *";
    isLine(UPDATE, Reason.CHANGED_HERE, true);
  }

  @Test
  void whatWasChangedThereIsShown() {
    heldCron = "0 3 * * *";
    isLine(EDITED_THERE, Reason.CONSOLE, false);
    enforces = true;
    isLine(EDITED_THERE, Reason.CONSOLE, true);
  }

  @Test
  void whatWasChangedThereAndHereAsWellIsUpdated() {
    heldCron = "0 3 * * *";
    revision = 3;
    sync = Sync.PENDING;
    isLine(UPDATE, Reason.CHANGED_HERE, true);
  }

  @Test
  void aBodyThatNobodyCanReadIsAnEdit() {
    heldRevision = 0;
    heldCron = "0 3 * * *";
    isLine(EDITED_THERE, Reason.CONSOLE, false);
  }

  @Test
  void anotherSpellingOfTheSameTimesIsNoChange() {
    heldCron = "00 02 * * *";
    isNothing();
  }

  @Test
  void aPauseOfOursThatIsNotThereIsSet() {
    pause = Optional.of(new Pause(NOON, Optional.empty(), "", "ada"));
    hushed = true;
    isLine(PAUSE, Reason.PAUSE_LOST, true);
  }

  @Test
  void aPauseThatIsThereIsNoLineWhateverElseWaitsForItsEnd() {
    pause = Optional.of(new Pause(NOON, Optional.empty(), "", "ada"));
    hushed = true;
    heldPaused = true;
    revision = 4;
    cron = "0 5 * * *";
    isNothing();
  }

  @Test
  void aPauseThatEndsInAMinuteIsOverThere() {
    pause = Optional.of(new Pause(NOON, Optional.of(NOON.plusSeconds(90)), "", "ada"));
    hushed = true;
    heldPaused = true;
    isLine(RESUME, Reason.PAUSE_ENDED, true);
    pause = Optional.of(new Pause(NOON, Optional.of(NOON.plusSeconds(91)), "", "ada"));
    isNothing();
  }

  @Test
  void aPauseThatNobodyHereMadeWasMadeThere() {
    heldPaused = true;
    isLine(PAUSED_THERE, Reason.CONSOLE, true);
    toldAt = NOON.minusSeconds(59);
    isNothing();
  }

  @Test
  void whatWasSwitchedOffIsRemoved() {
    active = false;
    isLine(REMOVE, Reason.DEACTIVATED, true);
    isThere = false;
    isNothing();
  }

  @Test
  void whatIsNotOursIsAConflict() {
    installation = Optional.of("others");
    isLine(CONFLICT, Reason.OTHER_INSTALLATION, false);
    active = false;
    isLine(CONFLICT, Reason.OTHER_INSTALLATION, false);
    known = false;
    isLine(CONFLICT, Reason.OTHER_INSTALLATION, false);
    installation = Optional.empty();
    isLine(CONFLICT, Reason.NO_INSTALLATION, false);
  }

  @Test
  void whatCallsSomebodyElseIsAConflict() {
    for (String other : List.of(
        "https://us.example.evil.example/app/api/qstash/webhook",
        "https://us.example/application/api/qstash/webhook",
        "http://us.example/app/api/qstash/webhook",
        "https://us.example:8443/app/api/qstash/webhook",
        "a-url-group")) {
      destination = other;
      isLine(CONFLICT, Reason.OTHER_DESTINATION, false);
    }
  }

  @Test
  void whatIsNewerThanWeKnowIsAConflict() {
    heldRevision = 3;
    isLine(CONFLICT, Reason.NEWER_REVISION, false);
    active = false;
    isLine(CONFLICT, Reason.NEWER_REVISION, false);
  }

  @Test
  void whatOurDatabaseDoesNotKnowIsAConflictAndNeverRemovedByItself() {
    known = false;
    isLine(CONFLICT, Reason.NOT_RECORDED, false);
  }

  @Test
  void whatAnotherEngineRingsIsRemovedOnceThatOneHoldsIt() {
    home = "local";
    isNothing();
    toldTo = Optional.of("local");
    isLine(REMOVE, Reason.MOVED, true);
    kind = Kind.LEFT;
    isLine(REMOVE, Reason.MOVED, true);
    installation = Optional.of("others");
    isNothing();
  }

  @Test
  void theLocalEngineIsWhollyOurs() {
    kind = Kind.LOCAL;
    home = "local";
    toldTo = Optional.of("local");
    installation = Optional.empty();
    heldCron = "0 3 * * *";
    isLine(UPDATE, Reason.CHANGED_HERE, true);
    isThere = false;
    isLine(CREATE, Reason.NOT_HELD, true);
    isThere = true;
    known = false;
    isLine(REMOVE, Reason.DEACTIVATED, true);
  }

  @Test
  void whatSomebodyMadeByHandIsOffered() {
    Found byHand = new Found(
        "scd_1",
        Optional.empty(),
        Optional.empty(),
        0,
        "https://US.example:443/app/api/jobs/Report?x=1",
        Map.of("cron", "0 1 * * *", "timezone", "UTC"),
        false,
        Optional.empty());
    View view = View.of("qstash", Kind.SHARED, List.of(byHand), it -> Map.of());

    List<PlanItem> items = Planner.plan(new Situation(
        List.of(),
        List.of(view),
        it -> "qstash",
        new Owner("us", List.of("https://us.example/app")),
        true,
        NOON));

    assertThat(items).singleElement().satisfies(it -> {
      assertThat(it.action()).isEqualTo(ADOPT);
      assertThat(it.automatic()).isFalse();
      assertThat(it.workflow()).contains(new WorkflowId("report"));
    });
  }
}
