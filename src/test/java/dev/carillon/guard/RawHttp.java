package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An HTTP client that sends what it is told, letter for letter, and no more. */
final class RawHttp implements AutoCloseable {
  private final Socket socket;

  private RawHttp(Socket socket) {
    this.socket = socket;
  }

  /** What came back on one connection until the server closed it. */
  record Reply(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /** One request, put together by a test. */
  static final class Request {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final String line;
    private byte[] body = {};

    private Request(String line) {
      this.line = line;
      headers.put("Host", "localhost");
      headers.put("Connection", "close");
    }

    Request header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    Request body(byte[] bytes) {
      body = bytes;
      return header("Content-Length", Integer.toString(bytes.length));
    }

    Request body(String text) {
      return body(text.getBytes(UTF_8));
    }

    /** Sends the body in chunks of this many bytes, and tells no length. */
    Request chunked(byte[] bytes, int size) {
      java.io.ByteArrayOutputStream chunks = new java.io.ByteArrayOutputStream();
      for (int at = 0; at < bytes.length; at += size) {
        int length = Math.min(size, bytes.length - at);
        chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
        chunks.write(bytes, at, length);
        chunks.writeBytes("\r\n".getBytes(ISO_8859_1));
      }
      chunks.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
      body = chunks.toByteArray();
      return header("Transfer-Encoding", "chunked");
    }

    /** Sends it to a server on this machine and reads the whole reply. */
    Reply to(TestServer server) throws IOException {
      try (RawHttp connection = RawHttp.open(server)) {
        connection.send(head()).send(body);
        return connection.reply();
      }
    }

    byte[] head() {
      StringBuilder head = new StringBuilder(line + " HTTP/1.1\r\n");
      headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }
  }

  static Request request(String method, String target) {
    return new Request(method + " " + target);
  }

  static RawHttp open(TestServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(30_000);
    return new RawHttp(socket);
  }

  RawHttp send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException closedEarly) {
      // The server has answered and does not want the rest; what it said can be read.
    }
    return this;
  }

  Reply reply() throws IOException {
    InputStream in = socket.getInputStream();
    String all = new String(in.readAllBytes(), ISO_8859_1);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no whole reply: " + all);
    }
    String[] lines = all.substring(0, end).split("\r\n");
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] pair = lines[i].split(":", 2);
      headers.merge(pair[0].toLowerCase(Locale.ROOT), pair[1].strip(), (a, b) -> a + "\n" + b);
    }
    String sent = all.substring(end + 4);
    boolean chunked = "chunked".equals(headers.get("transfer-encoding"));
    byte[] body = (chunked ? joined(sent) : sent).getBytes(ISO_8859_1);
    return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, new String(body, UTF_8));
  }

  private static String joined(String chunks) {
    StringBuilder whole = new StringBuilder();
    int at = 0;
    while (at < chunks.length()) {
      int start = chunks.indexOf("\r\n", at) + 2;
      int length = Integer.parseInt(chunks.substring(at, start - 2), 16);
      whole.append(chunks, start, start + length);
      at = start + length + 2;
    }
    return whole.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
