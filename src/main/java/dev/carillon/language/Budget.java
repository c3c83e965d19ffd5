package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What is left for the evaluation that runs in a thread. The guards inside a compiled expression
 * are shared by threads and find the one of theirs by {@link #current()}.
 */
final class Budget implements AutoCloseable {
  private static final ThreadLocal<Budget> CURRENT = new ThreadLocal<>();

  /** The clock is not asked at each tick: that would cost more than most of the work itself. */
  private static final int TICKS_PER_LOOK = 128;

  private static final long STEPS_PER_MILLI = 100_000;
  private static final int REMEMBERED = 4096;
  private static final int WORTH_REMEMBERING = 512;

  private final ExpressionLimits limits;
  private final long end;
  private final Map<JsonNode, Extent> known = new IdentityHashMap<>();
  private int ticks;
  private long work;

  private Budget(ExpressionLimits limits) {
    this.limits = limits;
    this.end = System.nanoTime() + limits.time().toNanos();
  }

  /** Starts one for this thread; closing it ends it. */
  static Budget start(ExpressionLimits limits) {
    Budget budget = new Budget(limits);
    CURRENT.set(budget);
    return budget;
  }

  static Budget current() {
    return CURRENT.get();
  }

  @Override
  public void close() {
    CURRENT.remove();
  }

  /** Is called all over an evaluation, so that none can go on for ever. */
  void tick() {
    if (++ticks % TICKS_PER_LOOK == 0) {
      nanosLeft();
    }
  }

  /** Returns how much time is left; refuses if that is none. */
  long nanosLeft() {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw tooLong();
    }
    return left;
  }

  /**
   * Is called before work that the library does in one go and that grows faster than the values.
   *
   * @param steps of a few nanoseconds each
   */
  void work(long steps) {
    work += steps;
    if (work > limits.time().toMillis() * STEPS_PER_MILLI) {
      throw tooLong();
    }
    tick();
  }

  LimitExceededException tooLong() {
    return new LimitExceededException("it took longer than the " + limits.time().toMillis()
        + " ms that CARILLON_MAX_EVALUATION allows");
  }

  /** Returns the size of a value; refuses one that is too large or nested too deep. */
  int admit(JsonNode value) {
    return extent(value).size();
  }

  /** Refuses a size that a value is about to have. */
  void admit(long size) {
    if (size > limits.size()) {
      throw new LimitExceededException("it makes a value of more than " + limits.size()
          + " characters, which is as many as CARILLON_MAX_VALUE allows");
    }
  }

  /** Refuses a regular expression that is too long. */
  void admitPattern(int length) {
    if (length > limits.pattern()) {
      throw new LimitExceededException("it has a regular expression of more than "
          + limits.pattern() + " characters, which is as many as CARILLON_MAX_PATTERN allows");
    }
  }

  /** Refuses a text that is too long to look for a regular expression in it. */
  void admitSearched(int length) {
    if (length > limits.searched()) {
      throw new LimitExceededException("it looks for a regular expression in more than "
          + limits.searched() + " characters, which is as many as CARILLON_MAX_SEARCHED allows");
    }
  }

  /** Refuses a whole number that is too long. */
  void admitBits(int bits) {
    if (bits > limits.bits()) {
      throw new LimitExceededException("it makes a number of more than " + limits.bits()
          + " bits, which is as many as CARILLON_MAX_BITS allows");
    }
  }

  private Extent extent(JsonNode value) {
    if (!value.isContainerNode()) {
      return new Extent(sizeOfScalar(value), 0);
    }
    Extent before = known.get(value);
    return before != null ? before : measure(value);
  }

  private Extent measure(JsonNode container) {
    long size = 2;
    int depth = 1;
    for (var names = container.fieldNames(); names.hasNext(); ) {
      size += names.next().length() + 3;
    }
    for (JsonNode item : container) {
      Extent inner = extent(item);
      size += inner.size() + 1;
      depth = Math.max(depth, inner.depth() + 1);
      admit(size);
    }
    if (depth > limits.depth()) {
      throw new LimitExceededException("it makes a value that is nested deeper than "
          + limits.depth() + " levels, which is as many as CARILLON_MAX_LEVELS allows");
    }
    return remembered(container, new Extent((int) size, depth));
  }

  /** Without this, a value that holds the same part many times over is measured as many times. */
  private Extent remembered(JsonNode container, Extent extent) {
    if (extent.size() >= WORTH_REMEMBERING) {
      if (known.size() >= REMEMBERED) {
        known.clear();
      }
      known.put(container, extent);
    }
    return extent;
  }

  private int sizeOfScalar(JsonNode value) {
    if (value.isTextual()) {
      admit((long) value.textValue().length());
      return value.textValue().length() + 2;
    }
    return value.isBigInteger() ? value.bigIntegerValue().bitLength() / 3 + 2 : 8;
  }

  private record Extent(int size, int depth) {}
}
