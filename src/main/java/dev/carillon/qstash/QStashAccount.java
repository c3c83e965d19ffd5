package dev.carillon.qstash;

import java.net.URI;

/**
 * Where and as whom QStash is asked.
 *
 * @param url root of its API, without a slash at the end; may have a path
 * @param token secret
 */
public record QStashAccount(URI url, String token) {
  /** Refuses what no request can be made with. */
  public QStashAccount {
    if (url.getHost() == null || !url.getScheme().matches("https?")) {
      throw new IllegalArgumentException(
          "the root of QStash's API is http(s)://host[:port][/path]");
    }
    if (!token.chars().allMatch(c -> c > 0x20 && c < 0x7f) || token.isEmpty()) {
      throw new IllegalArgumentException("a token of QStash is printable ASCII");
    }
    url = URI.create(url.toString().replaceFirst("/+$", ""));
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "QStashAccount[" + url + "]";
  }
}
