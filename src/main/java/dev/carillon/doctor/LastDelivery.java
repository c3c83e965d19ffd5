package dev.carillon.doctor;

import dev.carillon.running.DeliveryLog;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** When something signed came in last, on whatever route of QStash's. */
record LastDelivery(DeliveryLog deliveries) {
  Optional<Instant> at() {
    return Stream.of("webhook", "jobs", "failure")
        .flatMap(route -> deliveries.lastReceived(route).stream())
        .max(Comparator.naturalOrder());
  }
}
