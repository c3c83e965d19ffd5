package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A function whose callers are inside until they are let go, one by one, whatever anybody else wishes;
 * it counts how many were inside at once.
 */
final class Turnstile implements Function {
  final AtomicInteger entered = new AtomicInteger();
  final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final Semaphore ways = new Semaphore(0);

  @Override
  public String name() {
    return "turnstile";
  }

  @Override
  public JsonNode call(Invocation invocation) {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    entered.incrementAndGet();
    ways.acquireUninterruptibly();
    inside.decrementAndGet();
    if (failures.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
      throw new IllegalStateException("it was told to fail");
    }
    return NullNode.getInstance();
  }

  /** Lets the next one out, who fails. */
  void fail() {
    failures.incrementAndGet();
    ways.release();
  }

  void letGo() {
    ways.release();
  }

  /** Holds nobody any more. */
  void open() {
    ways.release(1_000_000);
  }
}
