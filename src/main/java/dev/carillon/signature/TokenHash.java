package dev.carillon.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names a token by the SHA-256 of its signing input (header, dot, payload, as sent). Kept until the
 * token expires, so that a captured request cannot be used for anything else.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record TokenHash(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /** Refuses what is no SHA-256. */
  public TokenHash {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a token's hash is 64 hexadecimal digits");
    }
  }

  static TokenHash of(String signingInput) {
    return new TokenHash(HexFormat.of().formatHex(Digests.sha256(signingInput.getBytes(US_ASCII))));
  }
}
