package dev.carillon.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The large values that were written last, by identity: a task that hands on what it got hands on
 * the very same value, which need not be written as text and hashed again. May be shared by threads.
 */
final class LargeValues {
  private static final int KEPT = 8;

  private final Deque<Large> last = new ArrayDeque<>();

  /**
   * A value as it is kept.
   *
   * @param hash of its text
   */
  record Large(JsonNode value, String text, String hash) {}

  synchronized Optional<Large> find(JsonNode value) {
    for (Large each : last) {
      if (each.value() == value) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  synchronized void add(Large large) {
    last.addFirst(large);
    if (last.size() > KEPT) {
      last.removeLast();
    }
  }
}
