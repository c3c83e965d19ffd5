package dev.carillon.language;

/**
 * Where something stands in a text.
 *
 * @param line from 1
 * @param column from 1, in characters (a character outside the basic plane is one)
 */
record Place(int line, int column) {
  static final Place START = new Place(1, 1);
}
