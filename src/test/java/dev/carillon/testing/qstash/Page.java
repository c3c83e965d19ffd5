package dev.carillon.testing.qstash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * A page of things that are named {@code <millis>-<number>}, with numbers that rise.
 *
 * @param more whether another one follows; only then is there a cursor
 */
record Page<T>(List<T> items, boolean more, Function<T, String> name) {
  /** The names of the orders in which things can be asked for. */
  private static final List<String> ORDERS = List.of("earliestFirst", "latestFirst");

  /**
   * Takes those that are asked for.
   *
   * @param all the earliest first
   * @param usual the order where none is asked for
   */
  static <T> Page<T> of(
      List<T> all, Query query, int most, String usual, Function<T, String> name) {
    String order = query.find("order").orElse(usual);
    if (!ORDERS.contains(order)) {
      throw RefusedCallException.badRequest("invalid order: " + order);
    }
    boolean rising = order.equals("earliestFirst");
    List<T> left = new ArrayList<>(all);
    if (!rising) {
      Collections.reverse(left);
    }
    query.find("cursor").ifPresent(cursor -> {
      long last = number(cursor);
      left.removeIf(it -> rising ? number(name.apply(it)) <= last : number(name.apply(it)) >= last);
    });
    int end = Math.min(left.size(), query.count(most));
    return new Page<>(List.copyOf(left.subList(0, end)), end < left.size(), name);
  }

  /** What a cursor names may be gone; its number still tells what follows. */
  private static long number(String name) {
    if (!name.matches("\\d{1,15}-\\d{1,15}")) {
      throw RefusedCallException.badRequest("invalid cursor: " + name);
    }
    return Long.parseLong(name.substring(name.indexOf('-') + 1));
  }

  void cursor(ObjectNode view) {
    if (more) {
      view.put("cursor", name.apply(items.get(items.size() - 1)));
    }
  }
}
