package dev.carillon.running;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells quickly, from two characters of a text, whether a needle can begin there: nearly always none
 * can. Never changes.
 */
final class Beginnings {
  /** Those that begin with a character of that lowest byte. */
  private final List<List<Needle>> needles = new ArrayList<>();

  /** A bit for the lowest bytes of two characters that may be the first of a needle. */
  private final long[] pairs = new long[1024];

  Beginnings(List<Needle> all) {
    for (int each = 0; each < 256; each++) {
      needles.add(new ArrayList<>());
    }
    for (char each = 0; each < 65_536 - 1; each++) {
      if (Readings.opens((char) (each >> 8), (char) (each & 0xff))) {
        add((char) (each >> 8), (char) (each & 0xff));
      }
    }
    all.forEach(this::add);
  }

  private void add(Needle needle) {
    for (int first : needle.beginnings()) {
      List<Needle> same = needles.get(first & 0xff);
      if (!same.contains(needle)) {
        same.add(needle);
      }
    }
    for (Needle.Pair pair : needle.pairs()) {
      add(pair.first(), pair.second());
      for (char opening : Readings.OPENING) {
        add(pair.first(), opening);
      }
    }
  }

  private void add(char first, char second) {
    int bit = bit(first, second);
    pairs[bit >> 6] |= 1L << bit;
  }

  private static int bit(char first, char second) {
    return (first & 0xff) << 8 | second & 0xff;
  }

  /** Tells whether these two may be the first of a needle; where it says no, they are not. */
  boolean mayBegin(char first, char second) {
    int bit = bit(first, second);
    return (pairs[bit >> 6] & 1L << bit) != 0;
  }

  /** Returns the needles that may begin with what was read. */
  Set<Needle> of(Readings readings) {
    Set<Needle> possible = new LinkedHashSet<>();
    for (int which = 0; which < readings.count(); which++) {
      possible.addAll(needles.get(readings.meant(which) & 0xff));
    }
    return possible;
  }
}
