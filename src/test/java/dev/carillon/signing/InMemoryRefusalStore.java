package dev.carillon.signing;

import dev.carillon.signature.Cause;
import dev.carillon.signature.Mismatch;
import dev.carillon.signature.RefusedDelivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Refusals in a list, by the same rules as in the database. */
public final class InMemoryRefusalStore implements RefusalStore {
  private static final Set<Cause> OF_TIME =
      Set.of(Cause.EXPIRED, Cause.NOT_YET_VALID, Cause.ISSUED_IN_FUTURE, Cause.LIVES_TOO_LONG);

  private final List<KeptRefusal> kept = new ArrayList<>();
  private long ids;

  @Override
  public synchronized void keep(
      RefusedDelivery refused, Optional<String> workflow, Instant sameSince) {
    Optional<KeptRefusal> same = newestFirst()
        .filter(it -> sameness(it.last()).equals(sameness(refused)))
        .findFirst()
        .filter(it -> it.firstAt().isAfter(sameSince));
    same.ifPresentOrElse(
        it -> kept.set(
            kept.indexOf(it),
            new KeptRefusal(it.id(), it.firstAt(), it.count() + 1, refused, it.workflow())),
        () -> kept.add(new KeptRefusal(++ids, refused.at(), 1, refused, workflow)));
  }

  private static List<Object> sameness(RefusedDelivery refused) {
    Optional<Mismatch> values =
        OF_TIME.contains(refused.cause()) ? Optional.empty() : refused.mismatch();
    return List.of(
        refused.cause(),
        refused.route(),
        refused.messageId(),
        refused.sender().scheduleId(),
        values);
  }

  private Stream<KeptRefusal> newestFirst() {
    return kept.stream().sorted(Comparator.comparing(KeptRefusal::id).reversed());
  }

  @Override
  public synchronized List<KeptRefusal> list(
      Optional<Cause> cause, Optional<Long> before, int limit) {
    return newestFirst()
        .filter(it -> cause.map(it.last().cause()::equals).orElse(true))
        .filter(it -> before.map(place -> it.id() < place).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<KeptRefusal> ofMessage(String messageId, int limit) {
    return newestFirst()
        .filter(it -> it.last().messageId().filter(messageId::equals).isPresent())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Map<Cause, Long> countSince(Instant instant) {
    Map<Cause, Long> counts = new HashMap<>();
    kept.stream()
        .filter(it -> it.last().at().isAfter(instant))
        .forEach(it -> counts.merge(it.last().cause(), (long) it.count(), Long::sum));
    return counts;
  }

  @Override
  public synchronized void forget(Instant before, int mostOfACause) {
    kept.removeIf(it -> it.last().at().isBefore(before));
    for (Cause cause : Cause.values()) {
      newestFirst()
          .filter(it -> it.last().cause() == cause)
          .skip(mostOfACause)
          .toList()
          .forEach(kept::remove);
    }
  }
}
