package dev.carillon.testing.qstash;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * A call of the API as it came.
 *
 * @param target path and query, raw
 * @param headers found in any case
 */
record Request(String method, String target, Map<String, List<String>> headers, byte[] body) {
  static Request read(InputStream in) throws IOException {
    String[] line = HttpWire.line(in).split(" ");
    if (line.length != 3) {
      throw new IOException("malformed request line");
    }
    Map<String, List<String>> headers = HttpWire.headers(in);
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
