package dev.carillon.qstash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands for a value that is not to be shown: equal values have equal fingerprints. Short, so that a
 * weak secret cannot be told from it; enough to notice a change.
 */
final class Fingerprint {
  private static final Pattern REDACTED = Pattern.compile("REDACTED:([0-9a-fA-F]{64})");
  private static final int SHOWN = 8;

  private Fingerprint() {}

  static String of(byte[] bytes) {
    return "sha256:" + whole(bytes).substring(0, SHOWN);
  }

  /** Returns one that is not shortened. */
  static String whole(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }

  /** Returns that of a text, also of one that QStash shows by its SHA-256 only. */
  static String of(String text) {
    Matcher redacted = REDACTED.matcher(text);
    return redacted.matches()
        ? "sha256:" + redacted.group(1).toLowerCase(java.util.Locale.ROOT).substring(0, SHOWN)
        : of(text.getBytes(StandardCharsets.UTF_8));
  }
}
