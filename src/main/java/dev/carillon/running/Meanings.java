package dev.carillon.running;

import java.util.Arrays;

/** What may be meant at one place of a text, and where each of it ends; of very much the first. */
final class Meanings {
  private static final int MOST = 24;

  private int[] meant = new int[4];
  private int[] ends = new int[4];

  /** How many escapes each lies in. */
  private int[] depths = new int[4];

  private int count;
  private int place;

  /** Forgets all, and begins with what stands there itself. */
  Meanings restart(int place, int character) {
    this.place = place;
    this.count = 0;
    add(character, place + Character.charCount(character), 0);
    return this;
  }

  /** Takes one more, if it is not there yet. */
  void add(int character, int end, int depth) {
    if (count == MOST || isThere(character, end)) {
      return;
    }
    if (count == meant.length) {
      meant = Arrays.copyOf(meant, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      depths = Arrays.copyOf(depths, 2 * count);
    }
    meant[count] = character;
    ends[count] = end;
    depths[count] = depth;
    count++;
  }

  private boolean isThere(int character, int end) {
    for (int which = 0; which < count; which++) {
      if (meant[which] == character && ends[which] == end) {
        return true;
      }
    }
    return false;
  }

  void clear() {
    count = 0;
  }

  int place() {
    return place;
  }

  int count() {
    return count;
  }

  int meant(int which) {
    return meant[which];
  }

  int end(int which) {
    return ends[which];
  }

  int depth(int which) {
    return depths[which];
  }
}
