package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.delivery.Delivery;
import dev.carillon.delivery.DeliveryId;
import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryLog} promises beyond what {@link AdmissionContract} says. */
public interface DeliveryLogContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Returns the log under test, empty, and the same one for the whole of a test. */
  DeliveryLog deliveries();

  @Test
  default void aNoteIsFoundAsItWasWritten() {
    Delivery given = delivery("jobs", NOON, Optional.of(RunId.of(1, 2, 3)));

    DeliveryId id = deliveries().note(given, NOON);

    Delivery kept = new Delivery(
        id,
        given.message(),
        2,
        "jobs",
        NOON,
        given.run(),
        OptionalInt.of(489),
        Optional.of(Verdict.REFUSED),
        Optional.of("set Upstash-Method to POST"));
    assertThat(deliveries().list(Optional.empty(), 10)).containsExactly(kept);
    assertThat(deliveries().ofRun(RunId.of(1, 2, 3))).containsExactly(kept);
  }

  @Test
  default void deliveriesAreListedInPagesTheNewestFirst() {
    List<DeliveryId> noted = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      noted.add(0, deliveries().note(delivery("jobs", NOON, Optional.empty()), NOON));
    }

    List<DeliveryId> first = ids(deliveries().list(Optional.empty(), 3));
    List<DeliveryId> second = ids(deliveries().list(Optional.of(first.get(2)), 3));

    assertThat(first).isEqualTo(noted.subList(0, 3));
    assertThat(second).isEqualTo(noted.subList(3, 5));
  }

  @Test
  default void eachRouteKnowsWhenItWasHitLast() {
    deliveries().note(delivery("jobs", NOON.plusSeconds(5), Optional.empty()), NOON);
    deliveries().note(delivery("jobs", NOON, Optional.empty()), NOON);
    deliveries().note(delivery("failure", NOON.plusSeconds(9), Optional.empty()), NOON);

    assertThat(deliveries().lastReceived("jobs")).contains(NOON.plusSeconds(5));
    assertThat(deliveries().lastReceived("webhook")).isEmpty();
  }

  private static List<DeliveryId> ids(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::id).toList();
  }

  private static Delivery delivery(String route, Instant at, Optional<RunId> run) {
    return new Delivery(
        new DeliveryId(0),
        Optional.of(new MessageId("msg_1")),
        2,
        route,
        at,
        run,
        OptionalInt.of(489),
        Optional.of(Verdict.REFUSED),
        Optional.of("set Upstash-Method to POST"));
  }
}
