package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;

/**
 * What is to be delivered, where, and how: of a message, or of each message that a schedule makes.
 *
 * @param url the destination, as it was given, without QStash's own parameters
 * @param callback told after each attempt
 * @param failureCallback told after the last one, if that failed
 * @param redaction what of it is told as a hash only
 * @param callerIp who asked for it
 */
public record Parcel(
    String url,
    byte[] body,
    Options options,
    List<String> labels,
    Optional<Callback> callback,
    Optional<Callback> failureCallback,
    Redaction redaction,
    String callerIp) {
  /** Returns one that nobody wants to hear about. */
  static Parcel plain(String url, byte[] body, Options options, String callerIp) {
    return new Parcel(
        url,
        body,
        options,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Redaction.NONE,
        callerIp);
  }

  /** Returns the body as text. */
  public String text() {
    return new String(body, UTF_8);
  }

  /** Returns the same with another destination. */
  public Parcel withUrl(String other) {
    return new Parcel(other, body, options, labels, callback, failureCallback, redaction, callerIp);
  }

  /** Returns the same with another body. */
  public Parcel withBody(String text) {
    return new Parcel(
        url, text.getBytes(UTF_8), options, labels, callback, failureCallback, redaction, callerIp);
  }

  /** Returns the same with other options. */
  public Parcel with(Options others) {
    return new Parcel(url, body, others, labels, callback, failureCallback, redaction, callerIp);
  }

  /** Returns the same with other labels. */
  public Parcel withLabels(List<String> others) {
    return new Parcel(url, body, options, others, callback, failureCallback, redaction, callerIp);
  }
}
