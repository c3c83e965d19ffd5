package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import java.util.concurrent.atomic.AtomicInteger;

/** A function that fails until it is mended, and counts how often it was called. */
class Fragile implements Function {
  final AtomicInteger calls = new AtomicInteger();
  private volatile boolean broken = true;

  @Override
  public String name() {
    return "fragile";
  }

  @Override
  public JsonNode call(Invocation invocation) {
    calls.incrementAndGet();
    if (broken) {
      throw new IllegalStateException("it is broken");
    }
    return invocation.arguments();
  }

  void mend() {
    broken = false;
  }
}
