package dev.carillon.qstash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One request as it goes onto the wire. Its text leaves out the headers and the body.
 *
 * @param target path and query below the root of the API, sent as it stands
 * @param headers beside the token
 * @param body may be empty
 * @param repeat when it may be sent a second time
 */
record Ask(
    String method,
    String target,
    List<Map.Entry<String, String>> headers,
    byte[] body,
    Repeat repeat) {
  private static final byte[] NOTHING = {};

  /** When a request may be sent a second time. */
  enum Repeat {
    /** Twice is as good as once. */
    ALWAYS,
    /** Twice would do it twice. */
    IF_SURELY_NOT_DONE
  }

  /** Refuses what would not be one request line and its headers. */
  Ask {
    if (!target.startsWith("/") || !target.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw new IllegalArgumentException("a request target is printable ASCII behind a slash");
    }
    for (Map.Entry<String, String> header : headers) {
      if (!header.getValue().chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
        throw new IllegalArgumentException(
            "the value of the header " + header.getKey() + " is not printable ASCII");
      }
    }
    headers = List.copyOf(headers);
  }

  static Ask of(String method, String target) {
    return new Ask(method, target, List.of(), NOTHING, Repeat.ALWAYS);
  }

  /** Returns the same, not to be sent twice. */
  Ask once() {
    return new Ask(method, target, headers, body, Repeat.IF_SURELY_NOT_DONE);
  }

  Ask with(List<Map.Entry<String, String>> more) {
    List<Map.Entry<String, String>> all = new ArrayList<>(headers);
    all.addAll(more);
    return new Ask(method, target, all, body, repeat);
  }

  Ask body(byte[] bytes) {
    return new Ask(method, target, headers, bytes, repeat);
  }

  Ask method(String other) {
    return new Ask(other, target, headers, body, repeat);
  }

  @Override
  public String toString() {
    return method + " " + target.replaceFirst("(?s)(/https?:|\\?).*", "$1…");
  }
}
