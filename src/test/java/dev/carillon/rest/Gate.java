package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A function that counts its calls by name, fails as often as it is told, or waits to be let go. */
final class Gate implements Function {
  final AtomicInteger failures = new AtomicInteger();
  volatile CountDownLatch closed = new CountDownLatch(0);
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  /** Opens, forgets, and does not fail any more. */
  void reset() {
    closed.countDown();
    closed = new CountDownLatch(0);
    failures.set(0);
    calls.clear();
  }

  int calls(String name) {
    return calls.getOrDefault(name, new AtomicInteger()).get();
  }

  @Override
  public String name() {
    return "gate";
  }

  @Override
  public JsonNode call(Invocation invocation) throws InterruptedException {
    String name = invocation.arguments().path("name").asText("");
    calls.computeIfAbsent(name, it -> new AtomicInteger()).incrementAndGet();
    if (name.isEmpty()) {
      if (!closed.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened");
      }
      if (failures.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
        throw new IllegalStateException("not yet");
      }
    }
    return IntNode.valueOf(1);
  }
}
