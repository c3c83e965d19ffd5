package dev.carillon.language;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A JSON pointer (RFC 6901) that holds its last part alone and knows the one around it: as a whole
 * text in each value, the long key of an object would be kept once for everything inside it.
 * Immutable.
 */
final class Pointer {
  /** Points to the whole. */
  static final Pointer TOP = new Pointer(null, "");

  private final Pointer around;
  private final Object part;
  private final int depth;
  private final int length;

  private Pointer(Pointer around, Object part) {
    this.around = around;
    this.part = part;
    this.depth = around == null ? 0 : around.depth + 1;
    this.length = around == null ? 0 : around.length + 1 + escaped(part).length();
  }

  Pointer child(String key) {
    return new Pointer(this, key);
  }

  Pointer child(int index) {
    return new Pointer(this, index);
  }

  /** Returns how many characters it has when it is written. */
  int length() {
    return length;
  }

  /** Tells whether it leads to something inside of what the other leads to. */
  boolean isInside(Pointer other) {
    return depth > other.depth && upTo(other.depth).equals(other);
  }

  /** Returns this one, or the nearest around it that has no more characters than these. */
  Pointer within(int characters) {
    Pointer fitting = this;
    while (fitting.length > characters) {
      fitting = fitting.around;
    }
    return fitting;
  }

  @Override
  public boolean equals(Object any) {
    if (!(any instanceof Pointer other) || depth != other.depth || length != other.length) {
      return false;
    }
    Pointer mine = this;
    Pointer its = other;
    while (mine != its) {
      if (!mine.part.equals(its.part)) {
        return false;
      }
      mine = mine.around;
      its = its.around;
    }
    return true;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * depth + length) + part.hashCode();
  }

  @Override
  public String toString() {
    Deque<Object> parts = new ArrayDeque<>();
    for (Pointer at = this; at.around != null; at = at.around) {
      parts.push(at.part);
    }
    StringBuilder text = new StringBuilder(length);
    parts.forEach(it -> text.append('/').append(escaped(it)));
    return text.toString();
  }

  private Pointer upTo(int wanted) {
    Pointer at = this;
    while (at.depth > wanted) {
      at = at.around;
    }
    return at;
  }

  private static String escaped(Object part) {
    return part.toString().replace("~", "~0").replace("/", "~1");
  }
}
