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

import dev.carillon.cron.Cron;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.scheduling.Situation.View;
import dev.carillon.scheduling.Situation.View.Kind;
import dev.carillon.scheduling.Standing.Held;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each row of the plan, from the three sides: wanted, told, held. */
class PlannerTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String URL = "https://us.example/app/api/qstash/webhook";
  private static final ScheduleId ID = new ScheduleId("nightly");

  // What we want.
  private boolean active = true;
  private int revision = 2;
  private String cron = "0 2 * * *";
  private Sync sync = Sync.IN_SYNC;
  private Optional<Pause> pause = Optional.empty();
  private String home = "qstash";
  // What was told.
  private Optional<String> toldTo = Optional.of("qstash");
  private int toldRevision = 2;
  private Instant toldAt = NOON.minus(Duration.ofHours(1));
  private boolean hushed;
  // What is held.
  private boolean isThere = true;
  private String heldCron = "0 2 * * *";
  private int heldRevision = 2;
  private boolean heldPaused;
  private Optional<String> installation = Optional.of("us");
  private String destination = URL;
  private Kind kind = Kind.SHARED;
  private boolean enforces;
  private boolean known = true;
  // Where it was told, and where we are now; another schedule that was told where it was.
  private Optional<String> toldWhere = Optional.empty();
  private Optional<String> where = Optional.empty();
  private boolean otherIsThere;
  private Instant otherToldAt = toldAt;

  private static Map<String, String> facts(int revision, String cron, String destination) {
    return Map.of(
        "revision",
        String.valueOf(revision),
        "cron",
        cron,
        "timezone",
        "UTC",
        "destination",
        destination);
  }

  private static Map<String, String> in(Optional<String> account, Map<String, String> facts) {
    Map<String, String> all = new HashMap<>(facts);
    account.ifPresent(it -> all.put(ScheduleEngine.ACCOUNT, it));
    return all;
  }

  private Schedule schedule() {
    return schedule(ID);
  }

  private Schedule schedule(ScheduleId id) {
    return new Schedule(
        id,
        new WorkflowId("Nightly"),
        active,
        revision,
        new Wording(Cron.parse(cron), ZoneOffset.UTC, 3, Overlap.SKIP, CatchUp.LAST),
        Set.of(),
        sync,
        pause,
        NOON.minus(Duration.ofDays(1)));
  }

  private Optional<Told> told(Instant at) {
    return toldTo.map(engine ->
        new Told(engine, toldRevision, in(toldWhere, facts(toldRevision, "0 2 * * *", URL)), at));
  }

  private List<PlanItem> items() {
    Optional<Told> told = told(toldAt);
    ScheduleId other = new ScheduleId("other");
    Standing beside = new Standing(
        schedule(other),
        false,
        new Held(told(otherToldAt), false, Optional.empty()),
        Optional.empty());
    Standing standing =
        new Standing(schedule(), false, new Held(told, hushed, Optional.empty()), Optional.empty());
    Found found = found(ID);
    View view = View.of(
        kind == Kind.LOCAL ? "local" : "qstash",
        kind,
        isThere ? List.of(found) : otherIsThere ? List.of(found(other)) : List.of(),
        it -> in(where, facts(it.revision(), it.wording().cron().text(), URL)));
    return Planner.plan(new Situation(
        known ? otherIsThere ? List.of(standing, beside) : List.of(standing) : List.of(),
        List.of(view),
        it -> home,
        new Owner("us", List.of("https://us.example/app")),
        enforces,
        NOON));
  }

  private Found found(ScheduleId id) {
    return new Found(
        "carillon." + id,
        Optional.of(id),
        installation,
        heldRevision,
        destination,
        facts(heldRevision, heldCron, destination),
        heldPaused,
        Optional.empty());
  }

  private void isLine(PlanItem.Action action, Reason reason, boolean automatic) {
    assertThat(items()).singleElement().satisfies(it -> {
      assertThat(it.action()).isEqualTo(action);
      assertThat(it.reason()).isEqualTo(reason);
      assertThat(it.automatic()).isEqualTo(automatic);
    });
  }

  private void isNothing() {
    assertThat(items()).isEmpty();
  }

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

  private void absent(String told, String now, boolean beside) {
    isThere = false;
    toldWhere = Optional.of(told);
    where = Optional.of(now);
    otherIsThere = beside;
  }

  @Test
  void whatAnotherAccountWasToldIsCreatedInThisOne() {
    absent("user:1", "user:2", false);
    isLine(CREATE, Reason.OTHER_ACCOUNT, true);
    absent("user:1", "user:2", true);
    isLine(CREATE, Reason.OTHER_ACCOUNT, true);
  }

  @Test
  void whatIsGoneFromTheSameAccountWasDeletedThere() {
    absent("user:1", "user:1", false);
    isLine(DELETED_THERE, Reason.CONSOLE, false);
  }

  @Test
  void anotherTokenIsAnotherAccountIfNothingIsLeftOfWhatTheFirstWasTold() {
    absent("token:1", "token:2", false);
    isLine(CREATE, Reason.OTHER_ACCOUNT, true);
    absent("token:1", "token:2", true);
    isLine(DELETED_THERE, Reason.CONSOLE, false);
    absent("token:1", "token:1", false);
    isLine(DELETED_THERE, Reason.CONSOLE, false);
  }

  @Test
  void aDevServerThatHasForgottenAllIsToldAllAgain() {
    absent("memory:1", "memory:1", false);
    isLine(CREATE, Reason.OTHER_ACCOUNT, true);
    absent("memory:1", "memory:1", true);
    isLine(DELETED_THERE, Reason.CONSOLE, false);
    absent("memory:1", "user:1", false);
    isLine(CREATE, Reason.OTHER_ACCOUNT, true);
  }

  @Test
  void whatADevServerWasToldSinceDoesNotMakeTheRestLookDeleted() {
    absent("memory:1", "memory:1", true);
    otherToldAt = toldAt.plusSeconds(1);
    isLine(CREATE, Reason.OTHER_ACCOUNT, true);
  }

  @Test
  void whatAnotherAccountWasToldIsNoEditOfThisOne() {
    heldCron = "0 5 * * *";
    isLine(EDITED_THERE, Reason.CONSOLE, false);

    toldWhere = Optional.of("user:1");
    where = Optional.of("user:2");
    isLine(UPDATE, Reason.CHANGED_HERE, true);
  }

  @Test
  void whatWasToldBeforeAccountsWereKeptIsDeletedThereAsEver() {
    absent("user:1", "user:2", false);
    toldWhere = Optional.empty();
    isLine(DELETED_THERE, Reason.CONSOLE, false);
  }
}
