package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A function that fails until it is mended, and counts how often it was called. While it is held, its
 * callers stay inside.
 */
class Fragile implements Function {
  final AtomicInteger calls = new AtomicInteger();
  private volatile boolean broken = true;
  private volatile CountDownLatch door = new CountDownLatch(0);

  @Override
  public String name() {
    return "fragile";
  }

  @Override
  public JsonNode call(Invocation invocation) {
    calls.incrementAndGet();
    pass();
    if (broken) {
      throw new IllegalStateException("it is broken");
    }
    return invocation.arguments();
  }

  void mend() {
    broken = false;
  }

  /** Keeps whoever calls from now on inside, until they are {@linkplain #letGo let go}. */
  void hold() {
    door = new CountDownLatch(1);
  }

  void letGo() {
    door.countDown();
  }

  private void pass() {
    try {
      door.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
