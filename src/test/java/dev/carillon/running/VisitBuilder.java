package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.run.VisitState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Visits that read aloud: {@code aVisit(key).completed("x").build()}. */
public final class VisitBuilder {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final VisitKey key;
  private VisitState state = VisitState.RUNNING;
  private Optional<JsonNode> output = Optional.empty();
  private Optional<JsonNode> context = Optional.empty();
  private Optional<JsonNode> items = Optional.empty();
  private Optional<Instant> wakeAt = Optional.empty();

  private VisitBuilder(VisitKey key) {
    this.key = key;
  }

  /** Returns a visit that was begun at noon. */
  public static VisitBuilder aVisit(VisitKey key) {
    return new VisitBuilder(key);
  }

  public VisitBuilder completed(String text) {
    state = VisitState.COMPLETED;
    output = Optional.of(JsonNodeFactory.instance.textNode(text));
    return this;
  }

  public VisitBuilder exporting(String text) {
    context = Optional.of(JsonNodeFactory.instance.textNode(text));
    return this;
  }

  public VisitBuilder waiting(Instant until) {
    state = VisitState.WAITING;
    wakeAt = Optional.of(until);
    return this;
  }

  public VisitBuilder items(JsonNode all) {
    items = Optional.of(all);
    return this;
  }

  public Visit build() {
    String name = key.task().substring(key.task().indexOf('/') + 1);
    return new Visit(
        key,
        key.value(),
        name,
        "set",
        state,
        1,
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode(),
        output,
        context,
        output.map(any -> "continue"),
        Optional.empty(),
        items,
        Optional.empty(),
        List.of(),
        NOON,
        output.map(any -> NOON),
        wakeAt,
        Optional.empty());
  }
}
