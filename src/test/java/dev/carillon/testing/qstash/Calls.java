package dev.carillon.testing.qstash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The calls of the API, written down when they come, and again when they are answered. */
final class Calls {
  private final List<Call> all = new ArrayList<>();

  synchronized int begin(Request request, Instant now) {
    all.add(
        new Call(request.method(), request.target(), request.headers(), request.body(), 0, now));
    return all.size() - 1;
  }

  synchronized Reply end(int number, Reply reply) {
    Call call = all.get(number);
    all.set(
        number,
        new Call(
            call.method(), call.target(), call.headers(), call.body(), reply.status(), call.at()));
    return reply;
  }

  synchronized List<Call> all() {
    return List.copyOf(all);
  }
}
