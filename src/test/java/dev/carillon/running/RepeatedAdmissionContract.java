package dev.carillon.running;

import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.delivery.Delivery;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.MessageId;
import dev.carillon.running.AdmissionView.SeenToken;
import dev.carillon.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link RunStore} promises about tokens, repetitions and the answers they get. */
public interface RepeatedAdmissionContract extends AdmittingStores {
  @Test
  default void whatIsRefusedIsDeliveredButNotRemembered() {
    Arrival arrival = anArrival().of("msg_1").signed("token").build();
    Answer answer = Answer.without(Verdict.REFUSED, "there is no workflow hello");

    runs().admit(arrival, view -> new Decision.Refuse(answer));

    Delivery kept = deliveries().list(Optional.empty(), 10).get(0);
    assertThat(kept.verdict()).contains(Verdict.REFUSED);
    assertThat(kept.status()).hasValue(489);
    assertThat(kept.message()).isEqualTo(arrival.message());
    assertThat(look(view -> view.message(new MessageId("msg_1")))).isEmpty();
    assertThat(look(view -> view.token("token")))
        .contains(new SeenToken(arrival.message(), Optional.of(answer)));
  }

  @Test
  default void aTokenStaysBoundToTheMessageItCameWithFirst() {
    Arrival first = anArrival().of("msg_1").signed("token").build();
    Arrival captured = anArrival().of("msg_2").signed("token").build();
    runs().admit(first, Rules.start(first));

    runs()
        .admit(
            captured,
            view -> new Decision.Refuse(Answer.without(Verdict.REPLAYED, "for another message")));

    assertThat(look(view -> view.token("token")))
        .contains(new SeenToken(first.message(), Optional.empty()));
    assertThat(deliveries().list(Optional.empty(), 10)).hasSize(2);
  }

  @Test
  default void ofTwoMessagesThatRaceWithOneTokenOneTakesIt() throws Exception {
    List<Decision> decisions = Together.call(8, number -> () -> {
      Arrival arrival = anArrival().of("msg_" + number).signed("token").build();
      return runs()
          .admit(
              arrival,
              view -> view.token("token").isPresent()
                  ? new Decision.Refuse(Answer.without(Verdict.REPLAYED, "captured"))
                  : Rules.start(arrival).apply(view))
          .decision();
    });

    assertThat(decisions).filteredOn(Decision.Start.class::isInstance).hasSize(1);
  }

  @Test
  default void aReplayIsNoDelivery() {
    Arrival arrival = anArrival().of("msg_1").signed("token").build();
    runs().admit(arrival, Rules.start(arrival));

    RunStore.Admitted admitted = runs()
        .admit(
            arrival,
            view -> new Decision.Replay(Optional.empty(), Optional.of(arrival.candidate())));

    assertThat(admitted.delivery()).isEmpty();
    assertThat(deliveries().list(Optional.empty(), 10)).hasSize(1);
  }

  @Test
  default void aRepetitionOfWhatMadeNoRunIsKeptWithTheSameAnswer() {
    Arrival arrival = anArrival().of("msg_1").build();
    Answer answer = Answer.without(Verdict.SKIPPED, "paused").repeated();
    runs().admit(arrival, Rules.skip(arrival, Reason.PAUSED));

    runs().admit(arrival, view -> new Decision.Known(answer, Optional.empty()));

    assertThat(deliveries().list(Optional.empty(), 10))
        .extracting(Delivery::detail)
        .containsExactly(Optional.of("paused"), Optional.of("it is PAUSED"));
  }

  @Test
  default void anAnswerIsWrittenOnce() {
    Arrival arrival = anArrival().of("msg_1").signed("token").build();
    RunStore.Admitted admitted = runs().admit(arrival, Rules.start(arrival));
    Answer first = new Answer(
        Verdict.FAILED_RETRY,
        Optional.of(arrival.candidate()),
        Optional.of("a \0 broke it"),
        true,
        Optional.of(Duration.ofSeconds(12)));

    runs().answered(admitted.delivery().orElseThrow(), first, NOON);
    runs()
        .answered(
            admitted.delivery().orElseThrow(),
            Answer.about(arrival.candidate(), Verdict.SUCCEEDED),
            NOON);

    assertThat(look(view -> view.token("token")).orElseThrow().answer())
        .contains(new Answer(
            Verdict.FAILED_RETRY,
            Optional.of(arrival.candidate()),
            Optional.of("a \uFFFD broke it"),
            true,
            Optional.of(Duration.ofSeconds(12))));
  }

  @Test
  default void aMessageThatComesAgainWakesTheRunThatWaitedForIt() {
    Arrival arrival = anArrival().of("msg_1").ownedByItsEngine().build();
    runs().admit(arrival, Rules.start(arrival));
    retryAt(arrival.candidate(), NOON.plusSeconds(3600));
    Arrival next = anArrival().of("msg_1").at(NOON.plusSeconds(60)).build();

    runs().admit(next, view -> new Decision.Again(arrival.candidate(), true));

    assertThat(runs().get(arrival.candidate()).wakeAt()).contains(next.at());
    assertThat(deliveries().ofRun(arrival.candidate())).hasSize(2);
  }

  @Test
  default void theHighestCountOfItsEngineIsKeptWhileTheNextAttemptIsTheEngines() {
    Arrival arrival = anArrival().of("msg_1").ownedByItsEngine().build();
    runs().admit(arrival, Rules.start(arrival));

    for (int retried : new int[] {2, 1}) {
      runs()
          .admit(
              anArrival().of("msg_1").retried(retried).build(),
              view -> new Decision.Again(arrival.candidate(), false));
    }
    runs().handOver(arrival.candidate());
    runs()
        .admit(
            anArrival().of("msg_1").retried(3).build(),
            view -> new Decision.Again(arrival.candidate(), false));

    assertThat(runs().get(arrival.candidate()).pauses().retried()).isEqualTo(2);
  }
}
