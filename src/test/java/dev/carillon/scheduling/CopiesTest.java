package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.jdbc.TestDatabases;
import dev.carillon.schedule.Schedule;
import dev.carillon.scheduling.Neighbour.Sign;
import dev.carillon.scheduling.NodeStore.Node;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.Call;
import dev.carillon.testing.qstash.FakeQStash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that moved to another address, or was copied there. */
class CopiesTest {
  private static final String ELSEWHERE = "https://copy.example";

  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:00Z");
  private FakeQStash qstash;
  private Belfry belfry;
  private String fingerprint;
  private Optional<Sign> there = Optional.empty();
  private String asked = "";

  @BeforeEach
  void open() {
    qstash = FakeQStash.start(clock)
        .knows("carillon.example", "203.0.113.7")
        .knows("copy.example", "203.0.113.8");
    belfry = setup().open();
    belfry.active("nightly", "0 2 * * *");
    fingerprint = belfry.copies.fingerprint();
  }

  private Belfry.Setup setup() {
    return new Belfry.Setup(TestDatabases.h2(directory), clock, qstash).neighbour(url -> {
      asked = url;
      return there;
    });
  }

  @AfterEach
  void close() {
    belfry.close();
    qstash.close();
  }

  private void restartElsewhere() {
    belfry.close();
    belfry = setup().published(ELSEWHERE).instance("node-2").open();
  }

  private void answers(String installation, String instance, long beats) {
    there = Optional.of(new Sign(installation, instance, beats));
  }

  private void beats(String instance, long number) {
    belfry.nodes.beat(new Node(instance, "qstash", clock.instant(), clock.instant(), number));
  }

  private boolean isHeld() {
    return belfry.copies.copied().isPresent();
  }

  @Test
  void theFingerprintDoesNotTellTheInstallation() {
    assertThat(fingerprint)
        .hasSize(32)
        .doesNotContain(belfry.installation.get())
        .isEqualTo(Copies.fingerprint(belfry.installation.get()));
  }

  @Test
  void whereTheAddressIsTheSameNobodyIsAsked() {
    belfry.close();
    belfry = setup().open();

    assertThat(belfry.copies.isClear()).isTrue();
    assertThat(asked).isEmpty();
  }

  @Test
  void whereNobodyAnswersAtTheFormerAddressForTwoMinutesItHasMoved() {
    restartElsewhere();
    assertThat(belfry.copies.isClear()).isFalse();

    assertThat(belfry.copies.decide()).isFalse();
    clock.moveBy(Copies.PATIENCE.minusMillis(1));
    assertThat(belfry.copies.decide()).isFalse();
    assertThat(belfry.whereabouts.present()).containsExactly(Belfry.BASE);
    clock.moveBy(Duration.ofMillis(1));

    assertThat(belfry.copies.decide()).isTrue();
    assertThat(asked).isEqualTo(Belfry.BASE);
    assertThat(belfry.copies.isClear()).isTrue();
    assertThat(belfry.whereabouts.present()).containsExactly(ELSEWHERE);
  }

  @Test
  void anOriginalThatIsJustBeingStartedIsWaitedFor() {
    restartElsewhere();
    belfry.copies.decide();
    clock.moveBy(Copies.PATIENCE.minusSeconds(1));
    answers(fingerprint, "stranger", 1);

    assertThat(belfry.copies.decide()).isTrue();
    assertThat(isHeld()).isTrue();
  }

  @Test
  void aSilenceBeginsAnewAfterAnAnswer() {
    beats("node-1", 41);
    restartElsewhere();
    belfry.copies.decide();
    answers(fingerprint, "node-1", 41);
    clock.moveBy(Copies.PATIENCE);
    assertThat(belfry.copies.decide()).isFalse();

    there = Optional.empty();

    assertThat(belfry.copies.decide()).isFalse();
    clock.moveBy(Copies.PATIENCE);
    assertThat(belfry.copies.decide()).isTrue();
  }

  @Test
  void anotherInstallationAtTheFormerAddressIsNoneOfOurBusiness() {
    answers(Copies.fingerprint("another"), "x", 7);
    restartElsewhere();

    assertThat(belfry.copies.decide()).isTrue();
    assertThat(isHeld()).isFalse();
  }

  @Test
  void oneOfOurOwnNodesAtTheFormerAddressIsNoOriginal() {
    beats("node-1", 41);
    answers(fingerprint, "node-1", 41);
    restartElsewhere();
    assertThat(belfry.copies.decide())
        .as("a copy made this minute looks the same")
        .isFalse();

    beats("node-1", 42);
    answers(fingerprint, "node-1", 42);

    assertThat(belfry.copies.decide()).isTrue();
    assertThat(isHeld()).isFalse();
  }

  @Test
  void whileItIsNotKnownNothingIsSent() {
    beats("node-1", 41);
    answers(fingerprint, "node-1", 41);
    restartElsewhere();
    belfry.copies.decide();
    int calls = qstash.calls().size();

    Schedule schedule = belfry.activate("nightly", "cron", "0 5 * * *");

    assertThat(schedule.sync()).isEqualTo(Schedule.Sync.PENDING);
    assertThat(qstash.calls().subList(calls, qstash.calls().size()))
        .extracting(Call::method)
        .containsOnly("GET");
  }

  @Test
  void anInstanceThatNeverWorkedHereIsTheOriginal() {
    answers(fingerprint, "stranger", 7);
    restartElsewhere();

    assertThat(belfry.copies.decide()).isTrue();
    assertThat(isHeld()).isTrue();
  }

  @Test
  void anInstanceWhoseHeartbeatsDoNotComeHereIsTheOriginal() {
    beats("node-1", 41);
    answers(fingerprint, "node-1", 41);
    restartElsewhere();
    belfry.copies.decide();

    answers(fingerprint, "node-1", 42);

    assertThat(belfry.copies.decide()).isTrue();
    assertThat(isHeld()).isTrue();
  }

  @Test
  void fromACopyNothingIsSentAndThePlanSaysWhy() {
    answers(fingerprint, "stranger", 7);
    restartElsewhere();
    belfry.copies.decide();
    int calls = qstash.calls().size();

    Sync.Round round = belfry.sync.now();

    assertThat(round.plan().state()).isEqualTo(Plan.State.HELD);
    assertThat(round.plan().copied()).map(Whereabouts.Copied::of).contains(Belfry.BASE);
    assertThatThrownBy(() -> belfry.activate("nightly", "cron", "0 5 * * *"))
        .isInstanceOf(HeldBackException.class)
        .hasMessageContaining(Belfry.BASE);
    assertThat(belfry.schedule("nightly").wording().cron().text()).isEqualTo("0 2 * * *");
    assertThat(qstash.calls().subList(calls, qstash.calls().size()))
        .extracting(Call::method)
        .containsOnly("GET");
    assertThat(qstash.schedule("carillon.nightly").destination()).startsWith(Belfry.BASE);
  }

  @Test
  void aCopyStaysOneAfterARestartAlsoIfTheOriginalIsAwayByThen() {
    answers(fingerprint, "stranger", 7);
    restartElsewhere();
    belfry.copies.decide();
    there = Optional.empty();

    restartElsewhere();

    assertThat(belfry.copies.decide()).isTrue();
    assertThat(belfry.copies.isClear()).isFalse();
    assertThat(isHeld()).isTrue();
  }

  @Test
  void whenSomebodySaysThatItIsTheOriginalNowItTakesOver() {
    answers(fingerprint, "stranger", 7);
    restartElsewhere();
    belfry.copies.decide();

    belfry.sync.original();

    assertThat(belfry.copies.isClear()).isTrue();
    assertThat(qstash.schedule("carillon.nightly").destination()).startsWith(ELSEWHERE);
    asked = "";
    restartElsewhere();
    assertThat(belfry.copies.isClear()).as("the former one is not asked again").isTrue();
    assertThat(asked).isEmpty();
  }
}
