package dev.carillon.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where and as whom QStash is asked.
 *
 * @param url root of its API, without a slash at the end; may have a path
 * @param token secret
 */
public record QStashAccount(URI url, String token) {
  /** The constants of QStash's dev server; they are published. */
  private static final Set<String> DEV_SERVER_USERS =
      Set.of("defaultUser", "testUser1", "testUser2", "testUser3");

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

  /**
   * Returns what tells this account at this address from others, and cannot be turned back into the
   * token. A token names its user, so it may be rolled and the account stays the same; one that names
   * none stands for itself. QStash's dev server keeps what it holds in memory only.
   */
  String identity() {
    Optional<String> user = Json.encoded(token).flatMap(it -> Json.text(it, "UserID"));
    String kind =
        user.isEmpty() ? "token" : DEV_SERVER_USERS.contains(user.get()) ? "memory" : "user";
    String whole = url + " " + user.orElse(token);
    return kind + ":" + Fingerprint.whole(whole.getBytes(UTF_8));
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "QStashAccount[" + url + "]";
  }
}
