package dev.carillon.qstash;

import java.time.Instant;
import java.util.Optional;

/**
 * Which dead letters to list; what is empty does not matter. For looking only: dead letters are
 * deleted and retried one by one.
 *
 * @param count at most, 1 to 100
 * @param cursor where the page before ended
 */
public record DeadLetterFilter(
    Optional<String> messageId,
    Optional<String> scheduleId,
    Optional<String> label,
    Optional<Instant> from,
    Optional<Instant> to,
    int count,
    Optional<String> cursor) {
  /** Lists all. */
  public static final DeadLetterFilter ALL = new DeadLetterFilter(
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      100,
      Optional.empty());

  /** Returns those with a label. */
  public static DeadLetterFilter ofLabel(String label) {
    return new DeadLetterFilter(
        ALL.messageId, ALL.scheduleId, Optional.of(label), ALL.from, ALL.to, 100, ALL.cursor);
  }

  /** Returns the one that a message became, if it did. */
  public static DeadLetterFilter ofMessage(String id) {
    return new DeadLetterFilter(
        Optional.of(id), ALL.scheduleId, ALL.label, ALL.from, ALL.to, 100, ALL.cursor);
  }

  /** Returns the same from where a page ended. */
  public DeadLetterFilter after(String ended) {
    return new DeadLetterFilter(messageId, scheduleId, label, from, to, count, Optional.of(ended));
  }

  String query() {
    return new Query()
        .with("messageId", messageId)
        .with("scheduleId", scheduleId)
        .with("label", label)
        .at("fromDate", from)
        .at("toDate", to)
        .with("count", Optional.of(count))
        .with("cursor", cursor)
        .with("order", Optional.of("latestFirst"))
        .toString();
  }
}
