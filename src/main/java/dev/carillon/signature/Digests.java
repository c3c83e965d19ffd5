package dev.carillon.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two computations that the format is built on; both are in every Java platform. */
final class Digests {
  private static final String HMAC = "HmacSHA256";

  private Digests() {}

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The key is its UTF-8 text as it stands, {@code sig_} included; nothing is decoded. */
  static byte[] hmac(String key, String signingInput) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), HMAC));
      return mac.doFinal(signingInput.getBytes(US_ASCII));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns what the claim {@code body} has to be, without its padding. */
  static String ofBody(byte[] body) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(body));
  }

  /** Compares in a time that does not depend on where the two differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
