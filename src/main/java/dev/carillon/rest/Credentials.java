package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * What somebody signs in with: one of the two. Read by itself, so that no error message about the
 * body can repeat what is in it.
 *
 * @param code from a sign-in link
 * @param token the admin token
 */
record Credentials(Optional<String> code, Optional<String> token) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns what the body says, or nothing if that is not one code or one token. */
  static Optional<Credentials> read(byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      Credentials given = new Credentials(text(json, "code"), text(json, "token"));
      return Optional.of(given).filter(Credentials::isOne);
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  private boolean isOne() {
    return code.isPresent() != token.isPresent();
  }

  private static Optional<String> text(JsonNode json, String member) {
    return Optional.ofNullable(json.path(member).textValue());
  }

  /** Leaves both out. */
  @Override
  public String toString() {
    return "Credentials[***]";
  }
}
