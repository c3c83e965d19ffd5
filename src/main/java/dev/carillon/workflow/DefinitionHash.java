package dev.carillon.workflow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names the exact text of a definition; a run pins it, so later edits cannot change what it does.
 *
 * @param value SHA-256 of the UTF-8 source, 64 lower-case hexadecimal digits
 */
public record DefinitionHash(String value) {
  /** Returns the hash of a source text. */
  public static DefinitionHash of(String source) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return new DefinitionHash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
