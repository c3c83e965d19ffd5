package dev.carillon.language;

import java.util.Set;

/**
 * Where a task stands.
 *
 * @param name its own
 * @param siblings the names in its list, its own too
 * @param around what is seen before it begins
 * @param depth how many lists it stands in
 */
record TaskPlace(String name, Set<String> siblings, Surroundings around, int depth) {
  /** Returns the place of a list inside this task. */
  TaskPlace.ListPlace deeper(Surroundings inside) {
    return new ListPlace(inside, depth);
  }

  /**
   * Where a list of tasks stands.
   *
   * @param depth how many lists are around it
   */
  record ListPlace(Surroundings around, int depth) {}
}
