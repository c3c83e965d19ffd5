package dev.carillon.running;

import java.util.List;

/**
 * What the needles end with, by the two characters that such an end begins with, so that of a long
 * one few are compared with a text that begins like that. Never changes.
 */
final class Tails {
  private static final int FEWEST_BUCKETS = 256;

  private final List<Needle> needles;

  /** Where the entries of each bucket begin, and at last where those of the last one end. */
  private final int[] starts;

  /** A needle's number, and the place in it, for each entry. */
  private final int[] which;

  private final int[] from;

  Tails(List<Needle> needles) {
    this.needles = needles;
    int all = needles.stream().mapToInt(Needle::length).sum();
    this.starts = new int[Math.max(FEWEST_BUCKETS, Integer.highestOneBit(all | 1)) + 1];
    each((needle, place, bucket) -> starts[bucket + 1]++);
    for (int bucket = 1; bucket < starts.length; bucket++) {
      starts[bucket] += starts[bucket - 1];
    }
    this.which = new int[starts[starts.length - 1]];
    this.from = new int[which.length];
    int[] next = starts.clone();
    each((needle, place, bucket) -> {
      which[next[bucket]] = needle;
      from[next[bucket]] = place;
      next[bucket]++;
    });
  }

  private interface Entry {
    void take(int needle, int place, int bucket);
  }

  /** Takes an end of a needle from the place on. */
  interface Tail {
    void take(Needle needle, int from);
  }

  private void each(Entry entry) {
    for (int number = 0; number < needles.size(); number++) {
      Needle needle = needles.get(number);
      for (int place = 1; place <= needle.length() - needle.least(); place++) {
        each(needle.character(place), needle.character(place + 1), number, place, entry);
      }
    }
  }

  /** What is not ASCII may be told as one of two other characters. */
  private void each(int first, int second, int number, int place, Entry entry) {
    for (int one : told(first)) {
      for (int other : told(second)) {
        entry.take(number, place, bucket(one, other));
      }
    }
  }

  private static int[] told(int character) {
    return character < 128 ? new int[] {character} : new int[] {character, '?', Needle.REPLACEMENT};
  }

  private int bucket(int first, int second) {
    int mixed = (folded(first) * 31 + folded(second)) * 0x9e3779b1;
    return (mixed ^ mixed >>> 15) & starts.length - 2;
  }

  private static int folded(int character) {
    return Character.toLowerCase(Character.toUpperCase(character));
  }

  /** Hands on all that may begin with these two; some of them do not. */
  void each(int first, int second, Tail tail) {
    int bucket = bucket(first, second);
    for (int each = starts[bucket]; each < starts[bucket + 1]; each++) {
      tail.take(needles.get(which[each]), from[each]);
    }
  }
}
