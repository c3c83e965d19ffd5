package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What stands around a list of tasks. Immutable but for its cancellation.
 *
 * @param scope the variables of the loops and handlers around it
 * @param deadlines the outermost first
 * @param cancellation of the walk, or of the branch that it is in
 */
record Enclosure(Scope scope, List<Deadline> deadlines, Cancellation cancellation) {
  /** Copies the deadlines. */
  Enclosure {
    deadlines = List.copyOf(deadlines);
  }

  Enclosure with(String variable, JsonNode value) {
    return new Enclosure(scope.with(variable, value), deadlines, cancellation);
  }

  Enclosure with(Scope other) {
    return new Enclosure(other, deadlines, cancellation);
  }

  Enclosure with(Cancellation other) {
    return new Enclosure(scope, deadlines, other);
  }

  Enclosure until(String owner, Optional<Instant> at) {
    if (at.isEmpty()) {
      return this;
    }
    List<Deadline> more = new ArrayList<>(deadlines);
    more.add(new Deadline(owner, at.get()));
    return new Enclosure(scope, more, cancellation);
  }

  /** Returns what ends it now, if anything does: of several time limits the outermost. */
  Optional<Outcome> ended(Surroundings at) {
    if (at.isStopping() || cancellation.isCancelled()) {
      return Optional.of(new Outcome.Stopped());
    }
    return expired(at.clock().instant());
  }

  Optional<Outcome> expired(Instant now) {
    return deadlines.stream()
        .filter(it -> !it.at().isAfter(now))
        .findFirst()
        .map(it -> new Outcome.Expired(it.owner()));
  }

  /** Returns the first time limit. */
  Optional<Instant> earliest() {
    return deadlines.stream().map(Deadline::at).min(Comparator.naturalOrder());
  }

  /** Returns when to come again, given when something is due in here. */
  Instant noLaterThan(Instant due) {
    return earliest().filter(it -> it.isBefore(due)).orElse(due);
  }
}
