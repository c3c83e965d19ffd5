package dev.carillon.crash;

import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetRequest;
import dev.carillon.testing.TargetServer;
import java.net.URI;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What the steps call: it remembers each call, and ends the life of the caller at the one that it was
 * told. May be shared by threads.
 */
final class DeadlyTarget implements AutoCloseable {
  private final TargetServer server = TargetServer.thatAnswers(this::answer, this::afterwards);
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final Map<TargetRequest, Call> open =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private volatile Consumer<Call> before = any -> {};
  private volatile Plan plan = new Plan(null, null);

  /**
   * A call that came.
   *
   * @param key its idempotency key
   * @param life in which it was sent
   * @param workflow that it is a step of
   * @param number among those of this life and workflow, from 1
   */
  record Call(String key, String life, String workflow, int number) {}

  private record Plan(Life victim, Blow blow) {
    boolean isMeant(Call call, Blow.When when) {
      return victim != null
          && call.life().equals(victim.name())
          && blow.when() == when
          && blow.workflow().equals(call.workflow())
          && blow.request() == call.number();
    }
  }

  URI uri() {
    return server.uri("");
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Ends this life so, and no other any more. */
  void strike(Life victim, Blow blow) {
    plan = new Plan(victim, blow);
  }

  /** Does something at each call before it is answered. */
  void before(Consumer<Call> action) {
    before = action;
  }

  private TargetAnswer answer(TargetRequest request) {
    String path = request.target();
    String workflow = path.split("/")[1];
    String life = request.header(Constructs.LIFE);
    int number =
        counts.computeIfAbsent(life + " " + workflow, it -> new AtomicInteger()).incrementAndGet();
    Call call = new Call(request.header("Idempotency-Key"), life, workflow, number);
    calls.add(call);
    open.put(request, call);
    before.accept(call);
    if (plan.isMeant(call, Blow.When.BEFORE_THE_ANSWER)) {
      plan.victim().kill();
    }
    // The third attempt of this one is the first that goes well.
    return path.matches("/try/refused\\?n=[12]")
        ? TargetAnswer.of(503, "not yet")
        : TargetAnswer.of(200, "done");
  }

  private void afterwards(TargetRequest request) {
    Call call = open.remove(request);
    Plan now = plan;
    if (now.isMeant(call, Blow.When.AFTER_THE_ANSWER)) {
      LockSupport.parkNanos(now.blow().pause().toNanos());
      now.victim().kill();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
