package dev.carillon.running;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * The stretches of a text that may be Base64 (RFC 4648), in either alphabet; the characters may be
 * escaped, and lines broken. Almost every long word is one.
 */
final class Base64Runs {
  /** To look twice at a longer one is not worth while. */
  private static final int SHORT = 1_000;

  private static final int NONE = -1;
  private static final int[] VALUES = new int[128];

  /** What stands in none, not even where a character is escaped. */
  private static final boolean[] FOREIGN = new boolean[128];

  static {
    Arrays.fill(VALUES, NONE);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int value = 0; value < 64; value++) {
      VALUES[alphabet.charAt(value)] = value;
    }
    for (char each = 0; each < 128; each++) {
      FOREIGN[each] = VALUES[each] == NONE
          && !Readings.opens(each)
          && !isBreak(each)
          && "-_#;".indexOf(each) < 0;
    }
    VALUES['-'] = VALUES['+'];
    VALUES['_'] = VALUES['/'];
  }

  private final char[] text;
  private final int shortest;
  private final Readings readings;
  private byte[] values = new byte[16];

  /**
   * Prepares a search.
   *
   * @param bytes those that mean fewer are of no interest
   */
  Base64Runs(char[] text, int bytes) {
    this.text = text;
    this.shortest = (bytes * 8 + 5) / 6;
    this.readings = new Readings(text);
  }

  /** Hands on one after the other; each is over when the next one comes. */
  void each(Consumer<Run> consumer) {
    int at = 0;
    while (at + shortest <= text.length) {
      int behind = at + shortest;
      if (isForeign(text[behind - 1])) {
        // None that is long enough stands before this character.
        at = behind;
      } else {
        Run run = new Run(start(at, behind - 1));
        at = run.read();
        if (run.length >= shortest) {
          consumer.accept(run);
        }
      }
    }
  }

  private int start(int least, int place) {
    int start = place;
    while (start > least && !isForeign(text[start - 1])) {
      start--;
    }
    return start;
  }

  private static boolean isForeign(char character) {
    return character >= 128 || FOREIGN[character];
  }

  private static int value(int character) {
    return character < 128 ? VALUES[character] : NONE;
  }

  /** One of them. */
  final class Run {
    private final int from;
    private int length;

    /** Where each character starts and ends; empty as long as none is escaped. */
    private int[] starts = {};

    private int[] ends = {};

    private Run(int from) {
      this.from = from;
    }

    /** Returns where to go on. */
    private int read() {
      int at = from;
      while (at < text.length) {
        int value = value(text[at]);
        int end = at + 1;
        if (value == NONE && Readings.opens(text[at])) {
          int which = escaped(at);
          value = which < 0 ? NONE : value(readings.meant(which));
          end = which < 0 ? end : readings.end(which);
        }
        if (value != NONE) {
          add(value, at, end);
        } else if (end == at + 1 && !isBreak(text[at])) {
          return end;
        }
        at = end;
      }
      return at;
    }

    /** Returns which reading of what is escaped there is of Base64 or a line break, or -1. */
    private int escaped(int at) {
      readings.at(at);
      for (int which = 1; which < readings.count(); which++) {
        int meant = readings.meant(which);
        if (value(meant) != NONE || isBreak(meant)) {
          return which;
        }
      }
      return -1;
    }

    private void add(int value, int start, int end) {
      if (length == values.length) {
        values = Arrays.copyOf(values, 4 * length);
      }
      boolean follows = start == from + length && end == start + 1;
      if (starts.length > 0 || !follows) {
        place(start, end);
      }
      values[length] = (byte) value;
      length++;
    }

    private void place(int start, int end) {
      if (length >= starts.length) {
        int known = starts.length == 0 ? 0 : length;
        starts = Arrays.copyOf(starts, 2 * length + 16);
        ends = Arrays.copyOf(ends, 2 * length + 16);
        for (int each = known; each < length; each++) {
          starts[each] = from + each;
          ends[each] = from + each + 1;
        }
      }
      starts[length] = start;
      ends[length] = end;
    }

    private int start(int index) {
      return starts.length == 0 ? from + index : starts[index];
    }

    private int end(int index) {
      return ends.length == 0 ? from + index + 1 : ends[index];
    }

    /** Tells whether it begins or ends where the text may have been cut. */
    boolean isAtCut() {
      int start = start(0);
      return start == 0
          || Cut.after(text, end(length - 1)) >= 0
          || Cut.mark(text, start - 1) == 1
          || start >= 3 && Cut.mark(text, start - 3) == 3;
    }

    /** Tells whether its bytes may hold a needle, or Base64, if it begins at one of its first four. */
    boolean mayHold(int skipped, Beginnings beginnings) {
      if (length - skipped < shortest || length > SHORT) {
        return length > SHORT;
      }
      int bits = 0;
      char last = 0;
      int alike = 0;
      for (int at = skipped; at < length; at++) {
        bits = bits << 6 | values[at];
        int many = (at - skipped) % 4;
        if (many > 0) {
          char next = (char) (bits >> 6 - 2 * many & 0xff);
          alike = value(next) == NONE ? 0 : alike + 1;
          if (alike == shortest || beginnings.mayBegin(last, next)) {
            return true;
          }
          last = next;
        }
      }
      return false;
    }

    /** Returns the bytes that it means if it begins at one of its first four characters. */
    char[] decoded(int skipped) {
      char[] bytes = new char[Math.max(0, length - skipped) * 6 / 8];
      int next = 0;
      for (int at = skipped; at < length; at += 4) {
        int bits = bits(at, 18) | bits(at + 1, 12) | bits(at + 2, 6) | bits(at + 3, 0);
        for (int shift = 16; shift >= 0 && next < bytes.length; shift -= 8) {
          bytes[next] = (char) (bits >> shift & 0xff);
          next++;
        }
      }
      return bytes;
    }

    private int bits(int index, int shift) {
      return index < length ? values[index] << shift : 0;
    }

    /** Marks all characters of the text that have a bit of these bytes, and the padding. */
    void mark(int skipped, int firstByte, int endByte, BitSet found) {
      int first = skipped + firstByte * 8 / 6;
      int behind = skipped + (endByte * 8 + 5) / 6;
      boolean toItsEnd = endByte == (length - skipped) * 6 / 8;
      int last = (toItsEnd ? length : behind) - 1;
      found.set(start(first), toItsEnd ? padded(skipped) : end(last));
    }

    private int padded(int skipped) {
      int end = end(length - 1);
      int open = (length - skipped) % 4;
      for (int missing = open == 0 ? 0 : 4 - open; missing > 0; missing--) {
        end = afterEquals(end);
      }
      return end;
    }

    private int afterEquals(int at) {
      readings.at(at);
      for (int which = 0; which < readings.count(); which++) {
        if (readings.meant(which) == '=') {
          return readings.end(which);
        }
      }
      return at;
    }
  }

  private static boolean isBreak(int character) {
    return character == '\r' || character == '\n';
  }
}
