package dev.carillon.doctor;

import dev.carillon.doctor.RoundTrips.Standing;
import java.util.Locale;
import java.util.Optional;

/** How the last test message fared; sends none. */
final class RoundTripCheck implements Check {
  private final RoundTrips trips;

  RoundTripCheck(RoundTrips trips) {
    this.trips = trips;
  }

  @Override
  public Topic topic() {
    return Topic.ROUND_TRIP;
  }

  @Override
  public Finding examine() {
    Optional<Standing> last = trips.newest(1).stream().findFirst();
    return last.map(RoundTripCheck::told)
        .orElseGet(this::never)
        .fact("possible", trips.isPossible());
  }

  private static Finding told(Standing last) {
    return TripWords.of(last)
        .fact("trip", last.trip().id())
        .fact("state", last.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .fact("startedAt", last.trip().startedAt())
        .fact("roundTripMs", last.trip().took().map(it -> it.toMillis()));
  }

  private Finding never() {
    return trips.isPossible()
        ? Finding.unknown("None was ever sent.", "Ни одного ещё не отправляли.")
            .remedy("Send a test message.", "Отправьте пробное сообщение.")
        : Finding.ok(
            "There is no QStash to send one to, and none is needed: the local engine rings.",
            "Отправлять некуда: QStash не настроен и не нужен, звонит встроенный движок.");
  }
}
