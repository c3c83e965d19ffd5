package dev.carillon.calls;

import dev.carillon.running.CallRefusedException;
import dev.carillon.running.CallRefusedException.Reason;
import dev.carillon.running.HeaderRule;
import dev.carillon.running.HttpCall;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One request as it is sent: the first of a call, or the one that a redirect makes of it.
 *
 * @param method a token, not one that opens a tunnel or echoes
 * @param target where it goes
 * @param headers checked: none is malformed, none is ours to set
 * @param body empty if there is none; never changed
 */
record Outgoing(String method, Target target, Map<String, String> headers, byte[] body) {
  private static final Set<String> METHODS_NOT_ALLOWED = Set.of("CONNECT", "TRACE", "TRACK");

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
    String method = allowed(call.method());
    if (method.equals("OPTIONS") && body.length > 0) {
      throw new CallRefusedException(
          Reason.METHOD, "OPTIONS is sent without a body; leave the body out");
    }
    return new Outgoing(method, Target.of(call.uri()), Collections.unmodifiableMap(headers), body);
  }

  private static String allowed(String method) {
    if (!HeaderRule.isToken(method)) {
      throw new CallRefusedException(Reason.METHOD, "the method is not a word");
    }
    if (METHODS_NOT_ALLOWED.contains(method)) {
      throw new CallRefusedException(Reason.METHOD, "the method " + method + " is not for tasks");
    }
    return method;
  }

  private static String checked(String name, String value) {
    Optional<String> fault =
        HeaderRule.faultOfName(name).or(() -> HeaderRule.faultOfValue(name, value));
    if (fault.isPresent()) {
      throw new CallRefusedException(Reason.HEADER, fault.get());
    }
    return value.strip();
  }
}
