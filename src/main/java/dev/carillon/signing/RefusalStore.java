package dev.carillon.signing;

import dev.carillon.signature.Cause;
import dev.carillon.signature.RefusedDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what was refused. May be shared by threads and nodes. */
public interface RefusalStore {
  /**
   * Keeps a refusal, or counts it on the row of one that says the same (cause, route, message,
   * schedule, and the two URLs or hashes) and came first after an instant.
   *
   * @param workflow the one that its route names
   */
  void keep(RefusedDelivery refused, Optional<String> workflow, Instant sameSince);

  /**
   * Returns a page, the newest first.
   *
   * @param cause only these; empty for all
   * @param before only those with a smaller id
   */
  List<KeptRefusal> list(Optional<Cause> cause, Optional<Long> before, int limit);

  /** Returns the refusals of a message, the newest first. */
  List<KeptRefusal> ofMessage(String messageId, int limit);

  /** Returns how many came with each cause, of those that came last after an instant. */
  Map<Cause, Long> countSince(Instant instant);

  /** Forgets what came last before an instant, and of each cause all but the newest so many. */
  void forget(Instant before, int mostOfACause);
}
