package dev.carillon.qstash;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;

/** The requests that are on their way, by the number that stands for each. Shared by threads. */
final class Underway {
  private static final String NUMBER = "Carillon-Request";

  private final AtomicLong numbers = new AtomicLong();
  private final Map<String, Exchange> exchanges = new ConcurrentHashMap<>();

  /** Notes one, and marks its stand-in. */
  void add(Exchange exchange) {
    String number = String.valueOf(numbers.incrementAndGet());
    exchange.standIn().setHeader(NUMBER, number);
    exchanges.put(number, exchange);
  }

  void remove(Exchange exchange) {
    exchanges.values().remove(exchange);
  }

  void forEach(Consumer<Exchange> work) {
    exchanges.values().forEach(work);
  }

  /** Makes the real request of its stand-in, which is about to be written. */
  void reveal(HttpRequest standIn) throws IOException {
    Header number = standIn.getFirstHeader(NUMBER);
    Exchange exchange = number == null ? null : exchanges.get(number.getValue());
    if (exchange == null) {
      throw new IOException("the call was given up");
    }
    standIn.removeHeaders(NUMBER);
    exchange.reveal(standIn);
  }
}
