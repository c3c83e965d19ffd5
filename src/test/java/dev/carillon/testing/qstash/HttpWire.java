package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 as it stands on the wire, so that nothing in between decodes or collapses a thing. */
final class HttpWire {
  private HttpWire() {}

  /** Returns a line without its end; nothing more to come is an {@link EOFException}. */
  static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the other side closed the connection");
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  /** Returns the headers up to the empty line; names are found in any case. */
  static Map<String, List<String>> headers(InputStream in) throws IOException {
    Map<String, List<String>> headers = none();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("malformed header");
      }
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return headers;
  }

  /** Returns a map of headers without any. */
  static Map<String, List<String>> none() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }

  /** Returns the first value of a header, or an empty text. */
  static String first(Map<String, List<String>> headers, String name) {
    return headers.getOrDefault(name, List.of("")).get(0);
  }

  /** Returns the body of a request. */
  static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
    if (first(headers, "Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
      return chunks(in);
    }
    String length = first(headers, "Content-Length");
    return length.isEmpty() ? new byte[0] : exactly(in, Integer.parseInt(length));
  }

  /** Returns the body of an answer: one without a length goes on to the end. */
  static byte[] answer(InputStream in, int status, Map<String, List<String>> headers)
      throws IOException {
    boolean told =
        headers.containsKey("Content-Length") || headers.containsKey("Transfer-Encoding");
    if (status == 204 || status == 304) {
      return new byte[0];
    }
    return told ? body(in, headers) : in.readAllBytes();
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var whole = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in).replaceAll(";.*", "").strip(), 16);
      if (size == 0) {
        headers(in);
        return whole.toByteArray();
      }
      whole.write(exactly(in, size));
      line(in);
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the other side broke off");
    }
    return bytes;
  }

  /** Returns a header's name as Go writes it: {@code test-header} is {@code Test-Header}. */
  static String canonical(String name) {
    var canonical = new StringBuilder(name.toLowerCase(Locale.ROOT));
    for (int at = 0; at < canonical.length(); at++) {
      if (at == 0 || canonical.charAt(at - 1) == '-') {
        canonical.setCharAt(at, Character.toUpperCase(canonical.charAt(at)));
      }
    }
    return canonical.toString();
  }
}
