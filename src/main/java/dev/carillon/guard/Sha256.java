package dev.carillon.guard;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** The SHA-256 of some bytes, and how it is written where. */
final class Sha256 {
  private final byte[] digest;

  private Sha256(byte[] digest) {
    this.digest = digest;
  }

  static Sha256 of(byte[] bytes) {
    try {
      return new Sha256(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String hex() {
    return HexFormat.of().formatHex(digest);
  }

  String base64() {
    return Base64.getEncoder().encodeToString(digest);
  }
}
