package dev.carillon.doctor;

import static dev.carillon.doctor.Surgery.BASE;
import static dev.carillon.doctor.Surgery.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.doctor.RoundTrips.Standing;
import dev.carillon.doctor.RoundTrips.State;
import dev.carillon.doctor.TripStore.Homecoming;
import dev.carillon.signature.Cause;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.RefusedDelivery.Sender;
import dev.carillon.signing.NoQStashException;
import dev.carillon.testing.qstash.Delivery;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Test messages that travel to the fake and back. */
@Timeout(30)
class RoundTripsTest {
  private final Surgery surgery = new Surgery();

  @AfterEach
  void close() {
    surgery.close();
  }

  private Standing awaited(TripId id, State state) {
    return Awaitility.await()
        .until(() -> surgery.roundTrips().find(id).orElseThrow(), it -> it.state() == state);
  }

  private static TripId id(Delivery delivery) {
    try {
      return new TripId(
          new ObjectMapper().readTree(delivery.text()).get("probe").asText());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void aMessageTravelsToQStashAndBack() {
    surgery.qstash.answersFor(BASE, delivery -> {
      surgery.clock.moveBy(Duration.ofMillis(1500));
      assertThat(surgery.roundTrips().arrived(id(delivery))).isEqualTo(Homecoming.FIRST);
      assertThat(surgery.roundTrips().arrived(id(delivery))).isEqualTo(Homecoming.AGAIN);
      return FakeReply.of(200, "");
    });
    RoundTrips.Started started = surgery.roundTrips().start();
    TripId id = started.standing().trip().id();
    assertThat(started.begun()).isTrue();
    awaited(id, State.TRAVELLING);

    surgery.qstash.deliverDue();

    Standing home = awaited(id, State.ARRIVED);
    assertThat(home.trip().took()).contains(Duration.ofMillis(1500));
    assertThat(surgery.ask(Topic.ROUND_TRIP).answer().en()).contains("in 1500 ms");
    Delivery sent = surgery.qstash.attempts().get(0).delivery();
    assertThat(sent.url()).isEqualTo(BASE + "/api/qstash/webhook");
    assertThat(sent.text()).doesNotContain("workflowId").contains(Surgery.INSTALLATION);
  }

  @Test
  void oneIsUnderWayAtATime() {
    RoundTrips.Started first = surgery.roundTrips().start();
    awaited(first.standing().trip().id(), State.TRAVELLING);

    RoundTrips.Started second = surgery.roundTrips().start();
    surgery.clock.moveBy(RoundTrips.PATIENCE);
    RoundTrips.Started third = surgery.roundTrips().start();

    assertThat(second.begun()).isFalse();
    assertThat(second.standing().trip().id()).isEqualTo(first.standing().trip().id());
    assertThat(third.begun()).isTrue();
    assertThat(surgery.roundTrips().newest(5)).hasSize(2);
    awaited(third.standing().trip().id(), State.TRAVELLING);
    assertThat(surgery.qstash.messages()).hasSize(2);
  }

  @Test
  void whatDoesNotComeBackIsLostUntilItDoes() {
    TripId id = surgery.roundTrips().start().standing().trip().id();
    awaited(id, State.TRAVELLING);

    surgery.clock.moveBy(RoundTrips.PATIENCE);
    assertThat(surgery.ask(Topic.ROUND_TRIP).status()).isEqualTo(Status.FAILING);
    assertThat(surgery.roundTrips().find(id).orElseThrow().state()).isEqualTo(State.LOST);

    surgery.roundTrips().arrived(id);
    assertThat(surgery.roundTrips().find(id).orElseThrow().state()).isEqualTo(State.ARRIVED);
  }

  @Test
  void whatWasNotLetInTellsWhy() {
    TripId id = surgery.roundTrips().start().standing().trip().id();
    String message = awaited(id, State.TRAVELLING).trip().messageId().orElseThrow();

    surgery.refusals.keep(
        new RefusedDelivery(
            NOON, "/api/qstash/webhook", Sender.of(message), Cause.SIGNATURE, Optional.empty()),
        Optional.empty(),
        NOON);

    assertThat(surgery.roundTrips().find(id).orElseThrow().state()).isEqualTo(State.REFUSED);
    Finding finding = surgery.ask(Topic.ROUND_TRIP);
    assertThat(finding.answer().en()).contains("fits neither");
    assertThat(finding.guide()).contains("guide.en.md#signature-fails");
  }

  @Test
  void whatQStashDoesNotTakeIsToldInItsWords() {
    surgery.token = "eyJVc2VySUQiOiJub2JvZHkifQ==";
    surgery.qstash.fails(Failure.BAD_TOKEN).always();

    TripId id = surgery.roundTrips().start().standing().trip().id();

    Standing standing = awaited(id, State.NOT_SENT);
    Finding finding = TripWords.of(standing);
    assertThat(finding.guide()).contains("guide.en.md#bad-token");
    assertThat(finding.remedy().orElseThrow().ru()).contains("QSTASH_TOKEN");
    assertThat(finding.toString() + standing).doesNotContain(surgery.token);
  }

  @Test
  void aLoopbackAddressIsFoundOutBeforeAnyCall() {
    surgery.publicUrl = Optional.of("http://localhost:8080");

    TripId id = surgery.roundTrips().start().standing().trip().id();

    assertThat(awaited(id, State.NOT_SENT).trip().trouble()).contains("loopback-address");
    assertThat(surgery.qstash.calls()).isEmpty();
  }

  @Test
  void withoutQStashThereIsNowhereToGo() {
    surgery.onALaptop();

    assertThatExceptionOfType(NoQStashException.class)
        .isThrownBy(() -> surgery.roundTrips().start());
    assertThat(surgery.ask(Topic.ROUND_TRIP).status()).isEqualTo(Status.OK);
  }
}
