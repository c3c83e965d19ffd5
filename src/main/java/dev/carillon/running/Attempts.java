package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.run.RunError;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a {@code try} is. Immutable.
 *
 * @param number of the attempt that is being made or is due, from 1
 * @param since when the first one began
 * @param wake when this one may begin, if there is a pause before it
 * @param deadline when this one's time is over, once it has begun, if it has a time limit
 * @param error what is being handled; empty while it is tried
 */
record Attempts(
    int number,
    Instant since,
    Optional<Instant> wake,
    Optional<Instant> deadline,
    Optional<RunError> error) {
  static Attempts first(Instant now) {
    return new Attempts(1, now, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Attempts next(Optional<Instant> pauseUntil) {
    return new Attempts(number + 1, since, pauseUntil, Optional.empty(), Optional.empty());
  }

  /** Returns it for a further attempt of the run, which has its whole time again. */
  Attempts anew() {
    return new Attempts(number, since, wake, Optional.empty(), error);
  }

  Attempts begun(Optional<Instant> limit) {
    return new Attempts(number, since, Optional.empty(), limit, error);
  }

  Attempts handling(RunError caught) {
    return new Attempts(number, since, Optional.empty(), Optional.empty(), Optional.of(caught));
  }

  JsonNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("attempt", number);
    json.put("since", since.toString());
    wake.ifPresent(it -> json.put("wake", it.toString()));
    deadline.ifPresent(it -> json.put("deadline", it.toString()));
    error.ifPresent(it -> json.set("error", ErrorValue.of(it)));
    return json;
  }

  static Attempts read(JsonNode json) {
    return new Attempts(
        json.get("attempt").intValue(),
        Instant.parse(json.get("since").textValue()),
        instant(json, "wake"),
        instant(json, "deadline"),
        Optional.ofNullable(json.get("error")).map(ErrorValue::read));
  }

  private static Optional<Instant> instant(JsonNode json, String name) {
    return Optional.ofNullable(json.get(name)).map(JsonNode::textValue).map(Instant::parse);
  }
}
