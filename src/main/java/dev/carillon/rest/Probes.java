package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.doctor.TripId;
import dev.carillon.doctor.TripStore.Homecoming;
import dev.carillon.running.Deliveries;
import dev.carillon.running.StoreUnavailableException;
import dev.carillon.signature.SignedRequest;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells the doctor's test messages from all others: they make no run. */
final class Probes {
  private static final String MARK = "probe";
  private static final Answer TAKEN =
      Answer.without(Verdict.SKIPPED, "a test message of the doctor's: it makes no run");

  private final JsonBodies bodies;
  private final Supplier<String> installation;
  private final Function<TripId, Homecoming> arrived;

  Probes(JsonBodies bodies, Supplier<String> installation, Function<TripId, Homecoming> arrived) {
    this.bodies = bodies;
    this.installation = installation;
    this.arrived = arrived;
  }

  /** Returns what is answered to a test message; nothing if it is none. */
  Optional<Answer> answer(SignedRequest signed) {
    return body(signed).filter(it -> it.has(MARK)).map(it -> taken(it, signed));
  }

  private Optional<JsonNode> body(SignedRequest signed) {
    try {
      return bodies.object(signed.body());
    } catch (InvalidBodyException others) {
      return Optional.empty();
    }
  }

  private Answer taken(JsonNode body, SignedRequest signed) {
    try {
      boolean ours = installation.get().equals(body.path("installation").asText());
      Homecoming home =
          ours ? arrived.apply(new TripId(body.path(MARK).asText())) : Homecoming.UNKNOWN;
      return switch (home) {
        case FIRST -> TAKEN;
        case AGAIN -> TAKEN.repeated();
        case UNKNOWN ->
          Answer.without(Verdict.REFUSED, "a test message that was not sent from here");
      };
    } catch (IllegalArgumentException noId) {
      return Answer.without(Verdict.REFUSED, noId.getMessage());
    } catch (StoreUnavailableException away) {
      return Deliveries.unavailable(SignedArrivals.retried(signed));
    }
  }
}
