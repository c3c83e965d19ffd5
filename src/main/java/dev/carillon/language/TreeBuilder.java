package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts values together from what a parser finds, one thing after the other. */
final class TreeBuilder {
  static final int MAX_DEPTH = 200;

  private final Problems problems;
  private final Deque<OpenContainer> open = new ArrayDeque<>();
  private Value root;

  TreeBuilder(Problems problems) {
    this.problems = problems;
  }

  /** Returns the outermost value once it is whole. */
  Optional<Value> root() {
    return Optional.ofNullable(root);
  }

  /** Returns the pointer of what comes next. */
  Pointer pointer() {
    return open.isEmpty() ? Pointer.TOP : open.peek().next();
  }

  /** Tells whether what comes next is a key. */
  boolean awaitsKey() {
    return !open.isEmpty() && open.peek().awaitsKey();
  }

  /** Takes a key; one that was there already is told. */
  void key(String key, Place place) {
    OpenContainer around = open.element();
    around
        .placeOf(key)
        .ifPresent(first -> problems.add(
            place,
            around.pointer().child(key),
            "\"" + Brackets.abbreviated(key) + "\" stands here a second time, the first is in line "
                + first.line() + "; leave one of them out"));
    around.expect(key, place);
  }

  /** Begins an object or a list. Returns whether it is not nested too deep; if so, that is told. */
  boolean begin(boolean object, Place place) {
    if (open.size() == MAX_DEPTH) {
      problems.add(
          place,
          pointer(),
          "this is nested more than " + MAX_DEPTH + " levels deep; make it flatter");
      return false;
    }
    open.push(new OpenContainer(object, place, pointer()));
    return true;
  }

  void end() {
    add(open.pop().close());
  }

  void scalar(JsonNode json, Place place, String raw, Value.Style style) {
    add(new Value(json, place, pointer(), raw, style, Map.of(), List.of()));
  }

  private void add(Value value) {
    if (open.isEmpty()) {
      root = value;
    } else {
      open.peek().add(value);
    }
  }
}
