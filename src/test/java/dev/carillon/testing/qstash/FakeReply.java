package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a destination answers. */
public record FakeReply(int status, Map<String, List<String>> headers, byte[] body) {
  /** Returns an answer with a text and no headers. */
  public static FakeReply of(int status, String text) {
    return new FakeReply(status, HttpWire.none(), text.getBytes(UTF_8));
  }

  /** Returns the same with one more header. */
  public FakeReply with(String name, String value) {
    Map<String, List<String>> more = HttpWire.none();
    headers.forEach((key, values) -> more.put(key, new ArrayList<>(values)));
    more.computeIfAbsent(HttpWire.canonical(name), none -> new ArrayList<>()).add(value);
    return new FakeReply(status, more, body);
  }

  /** Returns the body as text. */
  public String text() {
    return new String(body, UTF_8);
  }
}
