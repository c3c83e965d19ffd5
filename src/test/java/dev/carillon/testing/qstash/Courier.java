package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

/** Carries deliveries to where a destination really is: over a socket, or to a function. */
final class Courier {
  private static final String LATE =
      "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";

  private final Map<String, URI> places = new ConcurrentHashMap<>();
  private final Map<String, Function<Delivery, FakeReply>> functions = new ConcurrentHashMap<>();

  void reaches(String publicBase, URI place) {
    String base = publicBase.replaceAll("/+$", "");
    functions.remove(base);
    places.put(base, place);
  }

  void answersFor(String publicBase, Function<Delivery, FakeReply> answers) {
    String base = publicBase.replaceAll("/+$", "");
    places.remove(base);
    functions.put(base, answers);
  }

  /** Carries it, and waits for no longer than that. */
  Attempt carry(Delivery delivery, Duration patience) {
    var work = new FutureTask<FakeReply>(() -> answer(delivery, patience));
    Threads.start("fake-qstash-delivery", work);
    try {
      return Attempt.answered(delivery, work.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      return Attempt.broken(delivery, LATE);
    } catch (ExecutionException broken) {
      if (broken.getCause() instanceof Error failedAssertion) {
        throw failedAssertion;
      }
      // The socket's patience is the same, and may end a moment before.
      boolean isLate = broken.getCause() instanceof SocketTimeoutException;
      return Attempt.broken(
          delivery, isLate ? LATE : String.valueOf(broken.getCause().getMessage()));
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      return Attempt.broken(delivery, "the test was interrupted");
    }
  }

  private FakeReply answer(Delivery delivery, Duration patience) throws IOException {
    Optional<String> base = Stream.concat(functions.keySet().stream(), places.keySet().stream())
        .filter(it -> isUnder(delivery.url(), it))
        .max(Comparator.comparing(String::length));
    if (base.isEmpty()) {
      return send(delivery, delivery.url(), patience);
    }
    Function<Delivery, FakeReply> function = functions.get(base.get());
    if (function != null) {
      return function.apply(delivery);
    }
    String place = places.get(base.get()).toString().replaceAll("/+$", "");
    return send(delivery, place + delivery.url().substring(base.get().length()), patience);
  }

  private static boolean isUnder(String url, String base) {
    return url.startsWith(base)
        && (url.length() == base.length() || "/?#".indexOf(url.charAt(base.length())) >= 0);
  }

  private static FakeReply send(Delivery delivery, String address, Duration patience)
      throws IOException {
    URI place = URI.create(address.replaceAll("[?#].*", ""));
    if (!"http".equals(place.getScheme())) {
      throw new IOException("dial tcp: nothing listens for " + delivery.url()
          + " here; tell the fake where it is with reaches() or answersFor()");
    }
    int port = place.getPort() < 0 ? 80 : place.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(place.getHost(), port), (int) patience.toMillis());
      socket.setSoTimeout((int) patience.toMillis());
      socket.getOutputStream().write(head(delivery, address).getBytes(ISO_8859_1));
      OutputStream out = socket.getOutputStream();
      out.write(delivery.body());
      out.flush();
      return reply(new BufferedInputStream(socket.getInputStream()));
    }
  }

  private static String head(Delivery delivery, String address) {
    String target = address.replaceFirst("http://[^/?#]*", "").replaceAll("#.*", "");
    String host = delivery.url().replaceFirst("https?://", "").replaceAll("[/?#].*", "");
    var head = new StringBuilder();
    head.append(delivery.method() + " " + (target.startsWith("/") ? "" : "/") + target);
    head.append(" HTTP/1.1\r\nHost: " + host + "\r\n");
    delivery
        .headers()
        .forEach(
            (name, values) -> values.forEach(value -> head.append(name + ": " + value + "\r\n")));
    head.append("Content-Length: " + delivery.body().length + "\r\nConnection: close\r\n\r\n");
    return head.toString();
  }

  private static FakeReply reply(InputStream in) throws IOException {
    String[] line = HttpWire.line(in).split(" ");
    if (line.length < 2 || !line[1].matches("\\d{3}")) {
      throw new IOException("malformed HTTP response");
    }
    int status = Integer.parseInt(line[1]);
    Map<String, List<String>> headers = HttpWire.headers(in);
    return new FakeReply(status, headers, HttpWire.answer(in, status, headers));
  }
}
