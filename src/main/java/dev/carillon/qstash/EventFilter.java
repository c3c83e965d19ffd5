package dev.carillon.qstash;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events to list, the newest first; what is empty does not matter.
 *
 * @param count at most, 1 to 100
 * @param cursor where the page before ended
 */
public record EventFilter(
    Optional<String> messageId,
    Optional<String> scheduleId,
    Optional<String> label,
    Optional<String> state,
    Optional<Instant> from,
    Optional<Instant> to,
    int count,
    Optional<String> cursor) {
  /** Lists all. */
  public static final EventFilter ALL = new EventFilter(
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      100,
      Optional.empty());

  /** Returns the events of one message. */
  public static EventFilter ofMessage(String id) {
    return new EventFilter(
        Optional.of(id), ALL.scheduleId, ALL.label, ALL.state, ALL.from, ALL.to, 100, ALL.cursor);
  }

  /** Returns the events of one schedule between two instants, both inclusive. */
  public static EventFilter ofSchedule(String id, Instant from, Instant to) {
    return new EventFilter(
        ALL.messageId,
        Optional.of(id),
        ALL.label,
        ALL.state,
        Optional.of(from),
        Optional.of(to),
        100,
        ALL.cursor);
  }

  /** Returns the same from where a page ended. */
  public EventFilter after(String ended) {
    return new EventFilter(
        messageId, scheduleId, label, state, from, to, count, Optional.of(ended));
  }

  String query() {
    return new Query()
        .with("messageId", messageId)
        .with("scheduleId", scheduleId)
        .with("label", label)
        .with("state", state)
        .at("fromDate", from)
        .at("toDate", to)
        .with("count", Optional.of(count))
        .with("cursor", cursor)
        .toString();
  }
}
