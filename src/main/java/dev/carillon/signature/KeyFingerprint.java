package dev.carillon.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names a signing key without telling it: the beginning of its SHA-256. Somebody who holds the key
 * can compare: {@code printf %s "$QSTASH_CURRENT_SIGNING_KEY" | sha256sum | cut -c1-12}.
 *
 * @param hex 12 lower-case hexadecimal digits
 */
public record KeyFingerprint(String hex) {
  private static final int DIGITS = 12;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

  /** Refuses what is no fingerprint, least of all a key. */
  public KeyFingerprint {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a fingerprint is 12 hexadecimal digits");
    }
  }

  /** Returns the fingerprint of a key. */
  public static KeyFingerprint of(String key) {
    String whole = HexFormat.of().formatHex(Digests.sha256(key.getBytes(UTF_8)));
    return new KeyFingerprint(whole.substring(0, DIGITS));
  }

  @Override
  public String toString() {
    return hex;
  }
}
