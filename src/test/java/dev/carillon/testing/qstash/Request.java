package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * A call of the API as it came.
 *
 * @param target path and query, raw
 * @param headers found in any case
 */
record Request(String method, String target, Map<String, List<String>> headers, byte[] body) {
  /** Reads one; whoever asks first whether the body is welcome is told so. */
  static Request read(InputStream in, OutputStream out) throws IOException {
    String[] line = HttpWire.line(in).split(" ");
    if (line.length != 3) {
      throw new IOException("malformed request line");
    }
    Map<String, List<String>> headers = HttpWire.headers(in);
    if (HttpWire.first(headers, "Expect").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
    return new Request(line[0], line[1], headers, HttpWire.body(in, headers));
  }

  String header(String name) {
    return HttpWire.first(headers, name);
  }

  /** Returns the target without its query. */
  String path() {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  /** Returns the query, raw, or an empty text. */
  String query() {
    int mark = target.indexOf('?');
    return mark < 0 ? "" : target.substring(mark + 1);
  }
}
