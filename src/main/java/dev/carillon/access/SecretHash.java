package dev.carillon.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a secret that we gave out: what is kept instead of it. Our secrets are random and
 * long, so that a plain hash cannot be turned back.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record SecretHash(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /** Refuses what is no SHA-256; the message does not repeat it, it could be the secret itself. */
  public SecretHash {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a secret's hash is 64 hexadecimal digits");
    }
  }

  /** Hashes the UTF-8 bytes of a secret. */
  public static SecretHash of(String secret) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
      return new SecretHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException impossible) {
      // Every Java platform has to have SHA-256.
      throw new IllegalStateException(impossible);
    }
  }

  /** Compares in a time that does not depend on where the two differ. */
  public boolean matches(SecretHash other) {
    return MessageDigest.isEqual(hex.getBytes(UTF_8), other.hex.getBytes(UTF_8));
  }
}
