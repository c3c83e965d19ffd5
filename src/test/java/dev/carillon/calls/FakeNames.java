package dev.carillon.calls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** A name server of the test's own, which may change its mind, and hang. Remembers who asked. */
final class FakeNames implements NameLookup {
  private final Map<String, Deque<List<InetAddress>>> once = new ConcurrentHashMap<>();
  private final Map<String, List<InetAddress>> always = new ConcurrentHashMap<>();
  private final List<String> lookups = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch answering = new CountDownLatch(0);

  FakeNames answer(String name, String... addresses) {
    always.put(name, parsed(addresses));
    answering.countDown();
    return this;
  }

  FakeNames answerOnce(String name, String... addresses) {
    once.computeIfAbsent(name, key -> new ArrayDeque<>()).add(parsed(addresses));
    return this;
  }

  /** Gives no answer until the next one is set. */
  void hang() {
    answering = new CountDownLatch(1);
  }

  List<String> lookups() {
    return List.copyOf(lookups);
  }

  @Override
  public List<InetAddress> addressesOf(String host) throws UnknownHostException {
    lookups.add(host);
    try {
      answering.await();
    } catch (InterruptedException stop) {
      throw new UnknownHostException(host);
    }
    Deque<List<InetAddress>> first = once.getOrDefault(host, new ArrayDeque<>());
    if (!first.isEmpty()) {
      return first.poll();
    }
    if (!always.containsKey(host)) {
      throw new UnknownHostException(host);
    }
    return always.get(host);
  }

  private static List<InetAddress> parsed(String... addresses) {
    return Stream.of(addresses).map(text -> IpLiteral.parse(text).orElseThrow()).toList();
  }
}
