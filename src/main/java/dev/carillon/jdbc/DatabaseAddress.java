package dev.carillon.jdbc;

import java.util.Optional;

/**
 * Where a database is and who we are there.
 *
 * @param url begins with {@code jdbc:h2:} or {@code jdbc:postgresql:}
 * @param user empty if the URL says it or none is needed
 * @param password empty if the URL says it or none is needed; taken literally
 */
public record DatabaseAddress(String url, String user, Optional<String> password) {
  /** Refuses databases that we do not speak to. */
  public DatabaseAddress {
    if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("a database is jdbc:h2:… or jdbc:postgresql:…");
    }
  }

  boolean isPostgres() {
    return url.startsWith("jdbc:postgresql:");
  }

  /** Returns the place without parameters, user and password. */
  String place() {
    String bare = url.split("[;?]", 2)[0];
    return bare.substring(bare.lastIndexOf('@') + 1);
  }

  /** Shows no password. */
  @Override
  public String toString() {
    return (isPostgres() ? "PostgreSQL at " : "H2 at ") + place();
  }
}
