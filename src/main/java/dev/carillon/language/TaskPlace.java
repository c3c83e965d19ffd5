package dev.carillon.language;

import java.util.Set;

/**
 * Where a task stands.
 *
 * @param name its own
 * @param siblings the names in its list, its own too
 * @param around what is seen before it begins
 * @param depth how many lists it stands in
 * @param alone whether no task follows it: it is a branch of a fork, or a function
 */
record TaskPlace(String name, Set<String> siblings, Surroundings around, int depth, boolean alone) {
  /** Returns the place of a list inside this task. */
  TaskPlace.ListPlace deeper(Surroundings inside) {
    return new ListPlace(inside, depth, false);
  }

  /** Returns the place of the branches of this task. */
  TaskPlace.ListPlace branches() {
    return new ListPlace(around, depth, true);
  }

  /**
   * Where a list of tasks stands.
   *
   * @param depth how many lists are around it
   * @param branches whether its tasks are done at once
   */
  record ListPlace(Surroundings around, int depth, boolean branches) {
    /** The list that a definition begins with. */
    static final ListPlace TOP = new ListPlace(Surroundings.OUTSIDE, 0, false);
  }
}
