package dev.carillon.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a {@link TargetServer} answers.
 *
 * @param headers whole lines; the length is added
 */
public record TargetAnswer(int status, List<String> headers, byte[] body) {
  /** Returns an answer with a text and no headers. */
  public static TargetAnswer of(int status, String text) {
    return new TargetAnswer(status, List.of(), text.getBytes(UTF_8));
  }

  /** Returns the same with one more header. */
  public TargetAnswer with(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name + ": " + value);
    return new TargetAnswer(status, more, body);
  }

  /** Returns the same with other bytes. */
  public TargetAnswer with(byte[] other) {
    return new TargetAnswer(status, headers, other);
  }

  byte[] bytes() {
    String head = "HTTP/1.1 " + status + " As told\r\n";
    String fields = String.join("\r\n", with("Content-Length", "" + body.length).headers);
    byte[] start = (head + fields + "\r\n\r\n").getBytes(ISO_8859_1);
    byte[] all = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }
}
