package dev.carillon.calls;

import dev.carillon.running.CallRefusedException;
import dev.carillon.running.CallRefusedException.Reason;
import dev.carillon.running.HttpCall;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One request as it is sent: the first of a call, or the one that a redirect makes of it.
 *
 * @param method a token, not one that opens a tunnel or echoes
 * @param target where it goes
 * @param headers checked: none is malformed, none is ours to set
 * @param body empty if there is none; never changed
 */
record Outgoing(String method, Target target, Map<String, String> headers, byte[] body) {
  /** RFC 9110 section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

  /** RFC 9110 section 5.5 without the obsolete bytes above ASCII, which every reader decodes anew. */
  private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e\\x20\\t]{0,8192}");

  private static final Set<String> METHODS_NOT_ALLOWED = Set.of("CONNECT", "TRACE", "TRACK");

  /** Framing, the connection itself (RFC 9110 section 7.6.1) and what would be said to a proxy. */
  private static final Set<String> OURS = Set.of(
      "host",
      "content-length",
      "transfer-encoding",
      "connection",
      "keep-alive",
      "te",
      "trailer",
      "upgrade",
      "expect",
      "http2-settings");

  /**
   * Takes a call as its author wrote it.
   *
   * @throws CallRefusedException if it may not be sent
   */
  static Outgoing of(HttpCall call, CallLimits limits) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    call.headers().forEach((name, value) -> headers.put(name, checked(name, value)));
    byte[] body = call.body();
    if (body.length > limits.requestBytes()) {
      throw new CallRefusedException(
          Reason.BODY,
          "the request's body has %d bytes, more than the %d that CARILLON_MAX_REQUEST allows"
              .formatted(body.length, limits.requestBytes()));
    }
    return new Outgoing(
        allowed(call.method()), Target.of(call.uri()), Collections.unmodifiableMap(headers), body);
  }

  private static String allowed(String method) {
    if (!TOKEN.matcher(method).matches()) {
      throw new CallRefusedException(Reason.METHOD, "the method is not a word");
    }
    if (METHODS_NOT_ALLOWED.contains(method)) {
      throw new CallRefusedException(Reason.METHOD, "the method " + method + " is not for tasks");
    }
    return method;
  }

  private static String checked(String name, String value) {
    if (!TOKEN.matcher(name).matches()) {
      throw refused("a header's name holds a character that no name may hold");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (OURS.contains(lower) || lower.startsWith("proxy-")) {
      throw refused("the header " + name + " is set by Carillon; leave it out");
    }
    if (!VALUE.matcher(value).matches()) {
      throw refused("the value of the header "
          + name
          + " holds a line break, another control character or one beyond ASCII, or is longer"
          + " than 8192");
    }
    return value.strip();
  }

  private static CallRefusedException refused(String message) {
    return new CallRefusedException(Reason.HEADER, message);
  }
}
