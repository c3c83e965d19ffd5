package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Map;

/** Calls the fake over a bare socket, so that a target arrives just as it is written here. */
final class QStashCaller {
  private static final JsonMapper JSON = new JsonMapper();

  private final FakeQStash qstash;
  private final String token;
  private int patience = 10_000;

  QStashCaller(FakeQStash qstash) {
    this(qstash, qstash.token());
  }

  QStashCaller(FakeQStash qstash, String token) {
    this.qstash = qstash;
    this.token = token;
  }

  /** Waits no longer than so many milliseconds for an answer. */
  QStashCaller patience(int millis) {
    patience = millis;
    return this;
  }

  /** What was answered. */
  record Answer(int status, Map<String, List<String>> headers, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException nonsense) {
        throw new AssertionError(body, nonsense);
      }
    }

    String error() {
      return json().path("error").asText();
    }

    String header(String name) {
      return HttpWire.first(headers, name);
    }
  }

  Answer get(String target) throws IOException {
    return call("GET", target, "");
  }

  Answer delete(String target) throws IOException {
    return call("DELETE", target, "");
  }

  /** Calls with headers that are written as whole lines. */
  Answer post(String target, String body, String... headers) throws IOException {
    return call("POST", target, body, headers);
  }

  Answer call(String method, String target, String body, String... headers) throws IOException {
    return raw(method, target, body, "Authorization: Bearer " + token, headers);
  }

  Answer raw(String method, String target, String body, String first, String... more)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: fake\r\n");
    head.append(first.isEmpty() ? "" : first + "\r\n");
    for (String header : more) {
      head.append(header + "\r\n");
    }
    head.append("Connection: close\r\nContent-Length: " + bytes.length + "\r\n\r\n");
    try (Socket socket = new Socket("127.0.0.1", qstash.url().getPort())) {
      socket.setSoTimeout(patience);
      socket.getOutputStream().write(head.toString().getBytes(ISO_8859_1));
      socket.getOutputStream().write(bytes);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      int status = Integer.parseInt(HttpWire.line(in).split(" ")[1]);
      Map<String, List<String>> headers = HttpWire.headers(in);
      return new Answer(status, headers, new String(HttpWire.answer(in, status, headers), UTF_8));
    }
  }
}
