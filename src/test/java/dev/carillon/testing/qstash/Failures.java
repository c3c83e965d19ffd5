package dev.carillon.testing.qstash;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** All failures that were asked for; of two that would happen at once, the older one does. */
final class Failures {
  private final List<Failing> all = new CopyOnWriteArrayList<>();
  private final Calls calls;

  Failures(Calls calls) {
    this.calls = calls;
  }

  Failing add(Failing failing) {
    all.add(failing);
    return failing;
  }

  void clear() {
    all.forEach(Failing::over);
    all.clear();
  }

  /** Returns one of this kind that happens to a call. */
  Optional<Failing> of(Request request, Predicate<Failure> kind) {
    return find(kind, request.method(), request.target());
  }

  /** Returns one that happens to a schedule or a delivery. */
  Optional<Failing> of(String about, Failure failure) {
    return find(it -> it == failure, "", about);
  }

  private Optional<Failing> find(Predicate<Failure> kind, String method, String here) {
    return all.stream()
        .filter(it -> kind.test(it.failure()) && it.happens(method, here, calls))
        .findFirst();
  }
}
