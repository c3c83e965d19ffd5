package dev.carillon.running;

import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.delivery.DeadLetter;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.jdbc.JdbcDeadLetterStore;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import dev.carillon.running.DeadLetters.Asked;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir
  Path directory;

  private final MovingClock clock = new MovingClock(NOON);
  private final Office office = new Office();
  private final List<DeadLetterOffice.Kept> lost = new ArrayList<>();
  private House house;
  private DeadLetters letters;

  /** An office that keeps what a test puts there, and remembers what it was asked. */
  private static final class Office implements DeadLetterOffice {
    final List<GivenUp> kept = new ArrayList<>();
    final List<Collection<ScheduleId>> asked = new ArrayList<>();
    final List<String> touched = new ArrayList<>();
    boolean reachable = true;

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public Optional<List<Kept>> of(Collection<ScheduleId> schedules) {
      asked.add(schedules);
      return reachable
          ? Optional.of(kept.stream().map(it -> new Kept(it, 3)).toList())
          : Optional.empty();
    }

    @Override
    public Optional<MessageId> sendAgain(String dlqId) {
      touched.add(dlqId);
      return takeOut(dlqId) ? Optional.of(new MessageId("msg_again")) : Optional.empty();
    }

    @Override
    public boolean discard(String dlqId) {
      touched.add(dlqId);
      return takeOut(dlqId);
    }

    private boolean takeOut(String dlqId) {
      return kept.removeIf(it -> it.dlqId().equals(Optional.of(dlqId)));
    }
  }

  @BeforeEach
  void open() {
    house = new House(TestDatabases.h2(directory), clock);
    letters = new DeadLetters(
        new JdbcDeadLetterStore(house.database),
        office,
        () -> List.of(aSchedule("nightly").build()),
        (letter, revision) -> lost.add(new DeadLetterOffice.Kept(letter, revision)),
        clock);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static GivenUp letter(String message, Optional<RunId> run) {
    return new GivenUp(
        Optional.of(new MessageId(message)),
        Optional.of("dlq-" + message),
        run,
        Optional.of(new WorkflowId("nightly")),
        Optional.of(new ScheduleId("nightly")),
        Optional.of(500),
        Optional.of("why"),
        Optional.of(3),
        Optional.empty(),
        NOON);
  }

  private DeadLetters.Listed list() {
    return letters.list(Optional.empty(), Optional.empty(), 50);
  }

  @Test
  void whatQStashKeepsOfOurSchedulesIsPartOfTheList() {
    office.kept.add(letter("msg_1", Optional.empty()));

    assertThat(list().asked()).isEqualTo(Asked.ASKED);
    assertThat(list().letters())
        .extracting(DeadLetter::given)
        .containsExactlyElementsOf(office.kept);
    assertThat(office.asked).containsExactly(List.of(new ScheduleId("nightly")));
  }

  @Test
  void ofWhatOnlyQStashTellsOfTheDueTimeIsLookedForUnlessItMadeARun() {
    WorkflowId id = house.save("nightly", "- pass: { set: { ok: true } }");
    house.activate(id, "* * * * *");
    Optional<RunId> run = house.hand(Arrivals.of(house, id).build()).run();
    letters.keep(letter("msg_1", run));
    office.kept.add(letter("msg_1", Optional.empty()));
    office.kept.add(letter("msg_2", Optional.empty()));

    list();

    assertThat(lost)
        .containsExactly(new DeadLetterOffice.Kept(letter("msg_2", Optional.empty()), 3));
  }

  @Test
  void oneThatCannotBeNamedKeepsNoOtherOneOut() {
    GivenUp second = letter("msg_2", Optional.empty());
    office.kept.add(named(letter("msg_1", Optional.empty()), "x\0".repeat(200)));
    office.kept.add(named(second, "the same"));
    office.kept.add(named(letter("msg_3", Optional.empty()), "the same"));

    assertThat(list().letters())
        .extracting(it -> it.given().message().orElseThrow().value())
        .containsExactlyInAnyOrder("msg_1", "msg_2", "msg_3");
    assertThatThrownBy(() -> letters.remove("x\0")).isInstanceOf(UnknownDeadLetterException.class);
  }

  private static GivenUp named(GivenUp it, String dlqId) {
    return new GivenUp(
        it.message(),
        Optional.of(dlqId),
        it.run(),
        it.workflow(),
        it.schedule(),
        it.status(),
        it.detail(),
        it.retried(),
        it.madeAt(),
        it.at());
  }

  @Test
  void qStashIsNotAskedForEachLook() {
    list();
    list();
    clock.moveBy(Duration.ofSeconds(31));
    list();

    assertThat(office.asked).hasSize(2);
  }

  @Test
  void aListThatCannotBeReadIsSaidToBeSoAndLosesNothing() {
    letters.keep(letter("msg_1", Optional.empty()));
    office.reachable = false;

    assertThat(list().asked()).isEqualTo(Asked.UNAVAILABLE);
    assertThat(list().letters()).hasSize(1);
  }

  @Test
  void oneThatIsSentAgainIsSentOnce() {
    letters.keep(letter("msg_1", Optional.empty()));
    office.kept.add(letter("msg_1", Optional.empty()));

    assertThat(letters.sendAgain("dlq-msg_1")).isEqualTo(new MessageId("msg_again"));

    assertThatThrownBy(() -> letters.sendAgain("dlq-msg_1"))
        .isInstanceOf(UnknownDeadLetterException.class)
        .hasMessageContaining("does not keep");
    assertThat(office.touched).containsExactly("dlq-msg_1");
    assertThat(list().letters().get(0).sentAgainAs()).contains(new MessageId("msg_again"));
  }

  @Test
  void whatIsNotOursIsNeverTouched() {
    office.kept.add(letter("msg_foreign", Optional.empty()));

    assertThatThrownBy(() -> letters.sendAgain("dlq-msg_foreign"))
        .isInstanceOf(UnknownDeadLetterException.class);
    assertThatThrownBy(() -> letters.remove("dlq-msg_foreign"))
        .isInstanceOf(UnknownDeadLetterException.class);

    assertThat(office.touched).isEmpty();
  }

  @Test
  void oneThatIsGoneAtQStashIsSaidToBeGone() {
    letters.keep(letter("msg_1", Optional.empty()));

    assertThatThrownBy(() -> letters.sendAgain("dlq-msg_1"))
        .isInstanceOf(UnknownDeadLetterException.class);

    assertThat(list().letters().get(0).isKeptByQStash()).isFalse();
  }

  @Test
  void oneWhoseRunGoesOnIsNotSentAgainBesideIt() {
    WorkflowId id = house.save("nightly", """
        - pause:
            wait:
              hours: 1
        """);
    house.activate(id, "* * * * *");
    Optional<RunId> run = house.hand(Arrivals.of(house, id).build()).run();
    letters.keep(letter("msg_1", run));

    assertThatThrownBy(() -> letters.sendAgain("dlq-msg_1"))
        .isInstanceOf(RunGoesOnException.class)
        .hasMessageContaining(run.orElseThrow().value());

    assertThat(office.touched).isEmpty();
  }

  @Test
  void whatIsThrownAwayIsGoneAtQStashAndHere() {
    letters.keep(letter("msg_1", Optional.empty()));
    office.kept.add(letter("msg_1", Optional.empty()));

    letters.remove("dlq-msg_1");

    assertThat(office.kept).isEmpty();
    assertThat(list().letters()).isEmpty();
    assertThatThrownBy(() -> letters.remove("dlq-msg_1"))
        .isInstanceOf(UnknownDeadLetterException.class);
  }

  @Test
  void whatQStashForgotCanBeThrownAwayHere() {
    letters.keep(letter("msg_1", Optional.empty()));

    letters.remove("dlq-msg_1");

    assertThat(list().letters()).isEmpty();
  }
}
