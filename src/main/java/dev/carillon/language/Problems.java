package dev.carillon.language;

import dev.carillon.workflow.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong with a definition. */
final class Problems {
  private static final int TOLD = 100;

  /** Enough for what is right; of a longer one the part is told that fits. */
  private static final int LONGEST_POINTER = 2000;

  private final List<Problem> found = new ArrayList<>();
  private final List<Pointer> pointers = new ArrayList<>();

  void add(Place place, Pointer pointer, String message) {
    if (found.size() < TOLD) {
      String path = pointer.within(LONGEST_POINTER).toString();
      found.add(new Problem(place.line(), place.column(), path, message));
      pointers.add(pointer);
    }
  }

  void add(Value value, String message) {
    add(value.place(), value.pointer(), message);
  }

  /** Tells of a key rather than of its value. */
  void addAtKey(Value object, String key, String message) {
    add(object.members().get(key).key(), object.pointer().child(key), message);
  }

  /** Tells whether something is wrong with the value there. */
  boolean tellOf(Pointer pointer) {
    return pointers.contains(pointer);
  }

  /** Tells whether something is wrong with a member of the value. */
  boolean tellInside(Value value) {
    return pointers.stream().anyMatch(it -> it.isInside(value.pointer()));
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
