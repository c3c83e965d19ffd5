package dev.carillon.qstash;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items in the order they came
 * @param cursor asks for the next part; empty on the last one
 */
public record Page<T>(List<T> items, Optional<String> cursor) {
  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }
}
