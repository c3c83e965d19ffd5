package dev.carillon.running;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text that is searched for in other ones, however it is escaped there. Never changes.
 *
 * <p>A character that is not ASCII is also found as the question mark, or the replacement character,
 * that becomes of it where somebody reads it in a wrong charset.
 */
final class Needle {
  static final int REPLACEMENT = 0xfffd;

  private final String text;
  private final int[] characters;
  private final boolean anyCase;
  private final int least;

  /**
   * Makes one.
   *
   * @param anyCase whether capital and small letters are alike
   * @param least how many characters of it, at its beginning or end, are as good as the whole where a
   *     text was cut
   */
  Needle(String text, boolean anyCase, int least) {
    this.text = text;
    this.characters = text.codePoints().toArray();
    this.anyCase = anyCase;
    this.least = least;
  }

  /**
   * How far a text was alike from a place on.
   *
   * @param length how many characters of the needle
   * @param ends the places where that may end, since an escape can be read in several ways
   */
  record Alike(int length, Places ends) {}

  /** Two characters. */
  record Pair(char first, char second) {}

  int length() {
    return characters.length;
  }

  int least() {
    return least;
  }

  int character(int index) {
    return characters[index];
  }

  /** Returns what a text can have where this one begins. */
  Set<Integer> beginnings() {
    return shapes(characters[0]);
  }

  /** Returns how this one can begin where nothing is escaped. */
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int first : shapes(text.charAt(0))) {
      for (int second : shapes(text.charAt(1))) {
        pairs.add(new Pair((char) first, (char) second));
      }
    }
    return pairs;
  }

  private Set<Integer> shapes(int character) {
    Set<Integer> shapes = new TreeSet<>(Set.of(character));
    if (anyCase) {
      shapes.add(Character.toLowerCase(character));
      shapes.add(Character.toUpperCase(character));
    }
    // As a form has it, and as lines end elsewhere.
    if (character == ' ' || character == '\n') {
      shapes.add((int) (character == ' ' ? '+' : '\r'));
    }
    if (character >= 128) {
      shapes.add((int) '?');
      shapes.add(REPLACEMENT);
    }
    return shapes;
  }

  /** Tells whether this character of it may be told so. */
  boolean isAlike(int index, int told) {
    int own = characters[index];
    return own == told
        || anyCase
            && (Character.toLowerCase(own) == Character.toLowerCase(told)
                || Character.toUpperCase(own) == Character.toUpperCase(told))
        || own >= 128 && (told == '?' || told == REPLACEMENT);
  }

  /** Compares what follows from a place on with this, from its character {@code from} on. */
  Alike alike(Readings readings, int place, int from) {
    Places ends = new Places();
    Places further = new Places();
    ends.add(place);
    int index = from;
    while (index < characters.length) {
      step(readings, ends, index, further);
      if (further.count() == 0) {
        break;
      }
      Places last = ends;
      ends = further;
      further = last;
      index++;
    }
    return new Alike(index - from, ends);
  }

  private void step(Readings readings, Places ends, int index, Places further) {
    further.clear();
    for (int each = 0; each < ends.count(); each++) {
      readings.at(ends.get(each));
      for (int which = 0; which < readings.count(); which++) {
        if (isAlike(index, readings.meant(which))) {
          further.add(readings.end(which));
        }
      }
    }
  }
}
