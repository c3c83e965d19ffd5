package dev.carillon.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the database is.
 *
 * @param url begins with {@code jdbc:postgresql:} or {@code jdbc:h2:}; may itself hold a password
 * @param user empty if the URL says it, or there is none
 * @param password empty if the URL says it, or there is none; taken literally
 */
record DatabaseSettings(String url, String user, Optional<Secret> password) {
  /** Parameters that libpq and the JDBC driver name differently. */
  private static final Map<String, String> RENAMED = Map.of(
      "channel_binding", "channelBinding",
      "connect_timeout", "connectTimeout",
      "application_name", "ApplicationName");

  private static final String FORMS =
      "use postgres://user:password@host/database, jdbc:postgresql:… or jdbc:h2:…";

  /** Returns the H2 file in that directory; with plain {@code file:} an interrupt closes it. */
  static DatabaseSettings in(Path home) {
    return new DatabaseSettings(
        "jdbc:h2:async:" + home.resolve("carillon") + ";WRITE_DELAY=0", "sa", Optional.empty());
  }

  /**
   * Reads an address in any of the forms that are in use.
   *
   * @throws IllegalArgumentException if it is none of them; the message says which they are and
   *     holds nothing of the address
   */
  static DatabaseSettings parse(String text) {
    if (text.startsWith("jdbc:postgresql:") || text.startsWith("jdbc:h2:")) {
      return new DatabaseSettings(text, "", Optional.empty());
    }
    if (text.startsWith("postgres://") || text.startsWith("postgresql://")) {
      return postgres(text.substring(text.indexOf("://") + 3));
    }
    throw new IllegalArgumentException(FORMS);
  }

  private static DatabaseSettings postgres(String rest) {
    int query = rest.indexOf('?', rest.lastIndexOf('@') + 1);
    String address = query < 0 ? rest : rest.substring(0, query);
    int at = address.lastIndexOf('@');
    String place = address.substring(at + 1);
    if (!place.matches("[^/\\s]+/[^/\\s]+")) {
      throw new IllegalArgumentException(FORMS);
    }
    String[] login = at < 0 ? new String[] {""} : address.substring(0, at).split(":", 2);
    String parameters = query < 0 ? "" : parameters(rest.substring(query + 1));
    return new DatabaseSettings(
        "jdbc:postgresql://" + place + parameters,
        decoded(login[0]),
        Optional.of(login)
            .filter(both -> both.length == 2 && !both[1].isEmpty())
            .map(both -> new Secret(decoded(both[1]))));
  }

  private static String parameters(String query) {
    return Stream.of(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .map(pair -> RENAMED.getOrDefault(pair[0], pair[0]) + "=" + pair[1])
        .collect(Collectors.joining("&", "?", ""));
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException unescaped) {
      throw new IllegalArgumentException("write % in user and password as %25", unescaped);
    }
  }

  /** Returns it with user and password that stand apart; these win over those in the URL. */
  DatabaseSettings with(Optional<String> user, Optional<Secret> password) {
    return new DatabaseSettings(url, user.orElse(this.user), password.or(() -> this.password));
  }

  boolean isPostgres() {
    return url.startsWith("jdbc:postgresql:");
  }

  /** Shows the kind only: a URL may hold a password. */
  @Override
  public String toString() {
    return isPostgres() ? "PostgreSQL" : "H2";
  }
}
