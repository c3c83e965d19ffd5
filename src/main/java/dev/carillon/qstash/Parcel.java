package dev.carillon.qstash;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What QStash is to carry, and how. Immutable; each method returns a parcel with one thing more. Its
 * text shows the destination without its query, and nothing that may be secret.
 *
 * @param destination an absolute URL; put into QStash's path as it stands
 * @param headers of the call to QStash, by name
 * @param body of each delivery
 */
public record Parcel(String destination, Map<String, String> headers, byte[] body) {
  private static final String DEDUPLICATION = "Upstash-Deduplication-Id";

  /** Keeps the headers in their order. */
  public Parcel {
    headers = new LinkedHashMap<>(headers);
  }

  /**
   * Returns an empty parcel that is posted to an address.
   *
   * @throws IllegalArgumentException if it is no absolute web address
   */
  public static Parcel to(String destination) {
    URI uri = URI.create(destination);
    if (uri.getHost() == null || !uri.getScheme().matches("https?")) {
      throw new IllegalArgumentException("a destination is an absolute web address");
    }
    return new Parcel(uri.toASCIIString(), Map.of(), new byte[0]).header("Upstash-Method", "POST");
  }

  /** Returns it with one more header of the call, in place of the one of that name. */
  public Parcel header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Parcel(destination, more, body);
  }

  /** Returns it with a body of JSON text. */
  public Parcel json(String text) {
    Parcel typed = header("Content-Type", "application/json");
    return new Parcel(destination, typed.headers, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sets how often a failed delivery is tried again. */
  public Parcel retries(int number) {
    return header("Upstash-Retries", String.valueOf(number));
  }

  /** Sets the expression for the waits before retries. */
  public Parcel retryDelay(String expression) {
    return header("Upstash-Retry-Delay", expression);
  }

  /** Sets how long an answer to a delivery is waited for; a part of a second counts as one. */
  public Parcel timeout(Duration time) {
    return header("Upstash-Timeout", seconds(time));
  }

  /** Sets how long a message waits before its first delivery. */
  public Parcel delay(Duration time) {
    return header("Upstash-Delay", seconds(time));
  }

  /** Sets the instant before which nothing is delivered; a part of a second counts as one. */
  public Parcel notBefore(Instant instant) {
    long second = instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    return header("Upstash-Not-Before", String.valueOf(second));
  }

  private static String seconds(Duration time) {
    return (time.getNano() == 0 ? time.toSeconds() : time.toSeconds() + 1) + "s";
  }

  /** Sets the labels by which it is found. */
  public Parcel labels(Collection<String> labels) {
    return header("Upstash-Label", String.join(",", labels));
  }

  /** Lets each delivery carry these headers, by name. */
  public Parcel forward(Map<String, String> carried) {
    return forwarded("", carried);
  }

  private Parcel forwarded(String prefix, Map<String, String> secrets) {
    Parcel more = this;
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      more = more.header("Upstash-" + prefix + "Forward-" + secret.getKey(), secret.getValue());
    }
    return more;
  }

  /** Keeps the values of these forwarded headers out of QStash's lists and logs. */
  public Parcel redact(Collection<String> names) {
    List<String> fields = names.stream().map(name -> "header[" + name + "]").toList();
    return fields.isEmpty() ? this : header("Upstash-Redact-Fields", String.join(",", fields));
  }

  /**
   * Names whom to tell when the last delivery failed, how often that call is tried again, and what it
   * carries.
   */
  public Parcel failureCallback(String url, int retries, Map<String, String> secrets) {
    return header("Upstash-Failure-Callback", URI.create(url).toASCIIString())
        .header("Upstash-Failure-Callback-Retries", String.valueOf(retries))
        .forwarded("Failure-Callback-", secrets);
  }

  /**
   * Makes a second publication within ten minutes the same message.
   *
   * @param id without a colon
   */
  public Parcel deduplication(String id) {
    return header(DEDUPLICATION, id);
  }

  boolean isDeduplicated() {
    return headers.containsKey(DEDUPLICATION);
  }

  @Override
  public String toString() {
    return "Parcel[" + destination.replaceFirst("(?s)\\?.*", "?…") + "]";
  }
}
