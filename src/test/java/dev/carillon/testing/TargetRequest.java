package dev.carillon.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as a {@link TargetServer} received it.
 *
 * @param line the request line
 * @param headers case-insensitive; several of one name are joined by commas
 */
public record TargetRequest(String line, Map<String, String> headers, byte[] body) {
  static TargetRequest read(InputStream in) throws IOException {
    String line = line(in);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String[] parts = header.split(":", 2);
      if (parts.length < 2) {
        throw new IOException("the request is not HTTP");
      }
      headers.merge(parts[0], parts[1].strip(), (one, more) -> one + "," + more);
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    return new TargetRequest(line, headers, in.readNBytes(length));
  }

  public String method() {
    return line.split(" ")[0];
  }

  /** Returns the request target: path and query. */
  public String target() {
    return line.split(" ")[1];
  }

  /** Returns the value of a header, or an empty text if it was not sent. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public String text() {
    return new String(body, UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the request ended early");
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }
}
