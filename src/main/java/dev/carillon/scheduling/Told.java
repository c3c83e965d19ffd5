package dev.carillon.scheduling;

import java.time.Instant;
import java.util.Map;

/**
 * What an engine was told last of a schedule, and took: by it a change of theirs is told from a
 * change of ours. Immutable.
 *
 * @param engine which engine holds it: {@code local} or {@code qstash}
 * @param revision which one it holds
 * @param facts as {@link ScheduleEngine#facts} told them when it took them
 * @param at when it took them
 */
public record Told(String engine, int revision, Map<String, String> facts, Instant at) {
  /** Copies the facts. */
  public Told {
    facts = Map.copyOf(facts);
  }
}
