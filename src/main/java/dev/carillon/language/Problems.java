package dev.carillon.language;

import dev.carillon.workflow.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong with a definition. */
final class Problems {
  private static final int TOLD = 100;

  private final List<Problem> found = new ArrayList<>();

  void add(Place place, String pointer, String message) {
    if (found.size() < TOLD) {
      found.add(new Problem(place.line(), place.column(), pointer, message));
    }
  }

  void add(Value value, String message) {
    add(value.place(), value.pointer(), message);
  }

  /** Tells of a key rather than of its value. */
  void addAtKey(Value object, String key, String message) {
    add(object.members().get(key).key(), Pointers.child(object.pointer(), key), message);
  }

  /** Tells whether something is wrong with the value there. */
  boolean tellOf(String pointer) {
    return found.stream().anyMatch(it -> it.path().equals(pointer));
  }

  /** Tells whether something is wrong with a member of the value. */
  boolean tellInside(Value value) {
    return found.stream().anyMatch(it -> it.path().startsWith(value.pointer() + "/"));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns all, in the order of the text. */
  List<Problem> sorted() {
    return found.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .distinct()
        .toList();
  }
}
