package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the API answers.
 *
 * @param status 0 if the connection is closed without an answer
 */
record Reply(int status, Map<String, String> headers, byte[] body) {
  /** Closes the connection without a byte. */
  static final Reply BROKEN = new Reply(0, Map.of(), new byte[0]);

  static Reply json(int status, JsonNode body) {
    return of(status, "application/json", body.toString());
  }

  static Reply of(int status, String type, String body) {
    return new Reply(status, Map.of("Content-Type", type), body.getBytes(UTF_8));
  }

  /** Returns an answer that somebody asked for and that needs no words. */
  static Reply done() {
    return new Reply(200, Map.of(), new byte[0]);
  }

  static Reply error(int status, String text) {
    return json(status, JsonNodeFactory.instance.objectNode().put("error", text));
  }

  Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }

  void writeTo(OutputStream out) throws IOException {
    var head = new StringBuilder("HTTP/1.1 " + status + " Fake\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + body.length + "\r\n\r\n");
    out.write(head.toString().getBytes(ISO_8859_1));
    out.write(body);
    out.flush();
  }
}
