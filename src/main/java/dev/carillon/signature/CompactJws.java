package dev.carillon.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A token in its three parts (RFC 7515, section 3.1), not yet believed.
 *
 * @param signingInput the first two parts as they were sent, with the dot between them
 * @param header decoded
 * @param payload decoded
 * @param signature decoded
 */
record CompactJws(String signingInput, byte[] header, byte[] payload, byte[] signature) {
  private static final String ALGORITHM = "HS256";

  /** Takes a token apart; nothing if its parts are not three, or one is not strict base64url. */
  static Optional<CompactJws> parse(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    byte[][] decoded = Arrays.stream(parts).map(CompactJws::decode).toArray(byte[][]::new);
    return Arrays.stream(decoded).anyMatch(part -> part.length == 0)
        ? Optional.empty()
        : Optional.of(
            new CompactJws(parts[0] + "." + parts[1], decoded[0], decoded[1], decoded[2]));
  }

  /**
   * Tells whether it says to be made with HS256, and asks for nothing that a reader would have to
   * know ({@code crit}). What else stands in the header does not count.
   */
  boolean isHs256(JsonNode headerRead) {
    JsonNode algorithm = headerRead.path("alg");
    return algorithm.isTextual()
        && algorithm.textValue().equals(ALGORITHM)
        && !headerRead.has("crit");
  }

  /** Tells whether this key made its signature. */
  boolean isMadeWith(String key) {
    return MessageDigest.isEqual(Digests.hmac(key, signingInput), signature);
  }

  /** Returns nothing (no bytes) for what an encoder would not have written exactly so. */
  private static byte[] decode(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part.getBytes(US_ASCII));
      // Java's decoder takes padding, and unused bits in the last letter that say something.
      String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      return again.equals(part) ? bytes : new byte[0];
    } catch (IllegalArgumentException notInTheAlphabet) {
      return new byte[0];
    }
  }
}
