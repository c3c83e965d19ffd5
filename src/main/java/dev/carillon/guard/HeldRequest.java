package dev.carillon.guard;

import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.RefusedDelivery.Sender;
import dev.carillon.signature.SignedRequest;
import dev.carillon.signature.Verdict;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A request that waits for its body, as it was sent: a later dispatch tells another path. Filled by
 * one thread and read by another, with the container's dispatch between them.
 */
final class HeldRequest {
  static final String SIGNATURE = "Upstash-Signature";

  private static final String ATTRIBUTE = "dev.carillon.held";

  private final String path;
  private final String raw;
  private final String target;
  private final Optional<String> signature;
  private final Optional<String> messageId;
  private final Optional<String> retried;
  private final Optional<String> scheduleId;
  private final Optional<String> region;
  private final ByteArrayOutputStream coming = new ByteArrayOutputStream();
  private byte[] body = {};
  private Optional<Verdict> verdict = Optional.empty();

  private HeldRequest(HttpServletRequest request) {
    path = RequestPath.of(request);
    raw = RequestPath.raw(request);
    target = RequestPath.target(request);
    signature = all(request, SIGNATURE);
    messageId = all(request, "Upstash-Message-Id");
    retried = all(request, "Upstash-Retried");
    scheduleId = all(request, "Upstash-Schedule-Id");
    region = all(request, "Upstash-Region");
  }

  /** Holds this request until it is dispatched again. */
  static HeldRequest hold(HttpServletRequest request) {
    HeldRequest held = new HeldRequest(request);
    request.setAttribute(ATTRIBUTE, held);
    return held;
  }

  /** Finds what was held of a request that is dispatched again. */
  static Optional<HeldRequest> of(ServletRequest request) {
    return Optional.ofNullable((HeldRequest) request.getAttribute(ATTRIBUTE));
  }

  /** Takes the body while it comes. */
  ByteArrayOutputStream coming() {
    return coming;
  }

  /** Says that the body has come. */
  void isWhole() {
    body = coming.toByteArray();
  }

  /** Returns the request that comes next with this body, which can be read once more. */
  HttpServletRequest replayedBy(HttpServletRequest request) {
    return new ReplayedRequest(request, body);
  }

  /** Says how it was judged in the end, while it waited. */
  void isJudged(Verdict last) {
    verdict = Optional.of(last);
  }

  Optional<Verdict> verdict() {
    return verdict;
  }

  Optional<String> signature() {
    return signature;
  }

  String path() {
    return path;
  }

  String target() {
    return target;
  }

  byte[] body() {
    return body;
  }

  SignedRequest signed(Verdict.Accepted accepted) {
    return new SignedRequest(
        accepted.claims(), accepted.token(), path, body, messageId, retried, scheduleId);
  }

  RefusedDelivery refused(Instant at, Verdict.Refused refused) {
    Sender sender = new Sender(messageId, scheduleId, region);
    return new RefusedDelivery(
        at, raw, sender, refused.cause(), refused.mismatch(), refused.tried());
  }

  /** A header that came twice is neither of the two: joined, it fits nothing. */
  private static Optional<String> all(HttpServletRequest request, String name) {
    List<String> values = Collections.list(request.getHeaders(name));
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }
}
