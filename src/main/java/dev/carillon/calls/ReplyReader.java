package dev.carillon.calls;

import dev.carillon.running.HttpReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.entity.DeflateInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/**
 * Reads a reply into memory, never more of it than allowed.
 *
 * <p>A body in {@code gzip} or {@code deflate} is decoded, its size bounded before and after; then
 * the headers that told about the coded form are left out. Other and combined codings stay as they
 * came.
 */
final class ReplyReader {
  private static final Set<String> OF_THE_CODED_FORM =
      Set.of("content-encoding", "content-length", "content-md5");

  private final int limit;

  ReplyReader(int limit) {
    this.limit = limit;
  }

  /**
   * Reads all of it.
   *
   * @throws TooLargeException if it is larger than allowed; the rest was not read
   */
  HttpReply read(ClassicHttpResponse response, Target from) throws IOException {
    Map<String, List<String>> headers = headers(response);
    byte[] sent = body(response.getEntity());
    String coding = String.join(",", headers.getOrDefault("content-encoding", List.of()));
    byte[] body = sent.length == 0 ? sent : decoded(sent, coding.strip().toLowerCase(Locale.ROOT));
    if (body != sent) {
      headers.keySet().removeIf(name -> OF_THE_CODED_FORM.contains(name.toLowerCase(Locale.ROOT)));
    }
    return new HttpReply(response.getCode(), headers, body, from.uri());
  }

  private static Map<String, List<String>> headers(ClassicHttpResponse response) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      headers
          .computeIfAbsent(header.getName(), name -> new ArrayList<>())
          .add(header.getValue() == null ? "" : header.getValue());
    }
    return headers;
  }

  private byte[] body(HttpEntity entity) throws IOException {
    if (entity == null || entity.getContent() == null) {
      return new byte[0];
    }
    if (entity.getContentLength() > limit) {
      throw new TooLargeException(limit);
    }
    return whole(entity.getContent());
  }

  private byte[] decoded(byte[] sent, String coding) throws IOException {
    InputStream source = new ByteArrayInputStream(sent);
    return switch (coding) {
      case "gzip", "x-gzip" -> whole(new GZIPInputStream(source));
      case "deflate" -> whole(new DeflateInputStream(source));
      default -> sent;
    };
  }

  /** Does not close the stream: closing would first read what an endless one still has to say. */
  private byte[] whole(InputStream source) throws IOException {
    return new BoundedInput(source, limit).readAllBytes();
  }
}
