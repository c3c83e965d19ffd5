package dev.carillon.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The value of a secret: a text, or an object of texts as an authentication takes it. Shows itself
 * to nobody.
 *
 * @param json never changed
 */
public record SecretValue(JsonNode json) {
  /** How many bytes it may have as JSON. */
  public static final int MOST_BYTES = 32 * 1024;

  /** What is shorter could not be taken out of what is written down. */
  private static final int SHORTEST = 4;

  /** A name of somebody may be short: it is told to the other side, and nothing is opened by it. */
  private static final String USERNAME = "username";

  /** Refuses what could not be used or not be hidden; the message repeats none of it. */
  public SecretValue {
    if (json.isObject()) {
      if (json.isEmpty()) {
        throw new InvalidSecretException("an object needs at least one member, such as token");
      }
      json.properties().forEach(SecretValue::check);
    } else if (json.isTextual()) {
      check("a secret", json.textValue());
    } else {
      throw new InvalidSecretException("a secret is a text, or an object of texts");
    }
    if (json.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new InvalidSecretException(
          "a secret has at most " + MOST_BYTES / 1024 + " KB, and this one has more");
    }
  }

  private static void check(Map.Entry<String, JsonNode> member) {
    if (!member.getValue().isTextual()) {
      throw new InvalidSecretException("the members of a secret are texts");
    }
    if (!member.getKey().equals(USERNAME)) {
      check("each member but username", member.getValue().textValue());
    }
  }

  private static void check(String what, String text) {
    if (text.strip().length() < SHORTEST) {
      throw new InvalidSecretException(
          what + " has at least " + SHORTEST + " characters, not counting space around it: what is"
              + " shorter could not be masked in what a run writes");
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
