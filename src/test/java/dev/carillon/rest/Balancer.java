package dev.carillon.rest;

import dev.carillon.testing.qstash.Delivery;
import dev.carillon.testing.qstash.FakeReply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stands in front of several nodes and hands them what comes in turn. May be shared by threads. */
final class Balancer implements Function<Delivery, FakeReply> {
  private static final long PATIENCE_SECONDS = 30;

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger next = new AtomicInteger();
  private final List<URI> places;
  private final CyclicBarrier together;

  private Balancer(List<URI> places, int atOnce) {
    this.places = places;
    this.together = new CyclicBarrier(atOnce);
  }

  /** Hands one at a time, to the first place first. */
  static Balancer inTurn(URI... places) {
    return new Balancer(List.of(places), 1);
  }

  /** Waits until there is one for each place, and hands them all at the same moment. */
  static Balancer atOnce(URI... places) {
    return new Balancer(List.of(places), places.length);
  }

  @Override
  public FakeReply apply(Delivery delivery) {
    URI place = places.get(next.getAndIncrement() % places.size());
    HttpRequest.Builder request = HttpRequest.newBuilder(place)
        .timeout(Duration.ofSeconds(2 * PATIENCE_SECONDS))
        .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
    delivery
        .headers()
        .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    try {
      together.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      FakeReply reply = FakeReply.of(answer.statusCode(), answer.body());
      for (String name : List.of("Retry-After", "Upstash-NonRetryable-Error")) {
        reply = answer.headers().firstValue(name).map(with(reply, name)).orElse(reply);
      }
      return reply;
    } catch (IOException | InterruptedException | BrokenBarrierException | TimeoutException none) {
      throw new IllegalStateException(none);
    }
  }

  private static Function<String, FakeReply> with(FakeReply reply, String name) {
    return value -> reply.with(name, value);
  }
}
