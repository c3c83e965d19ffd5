package dev.carillon.secrets;

import dev.carillon.workflow.SecretName;
import java.util.Optional;
import java.util.Set;

/**
 * Encrypts and decrypts with one or several keys: the first encrypts, each decrypts. May be shared
 * by threads.
 */
public interface Sealing {
  /** Names the key that encrypts. */
  String keyId();

  /** Names every key that decrypts. */
  Set<String> keyIds();

  /** Encrypts a text for a name: under another name it does not open. Never the same twice. */
  Sealed seal(SecretName name, String text);

  /**
   * Decrypts; empty if no key opens it: it was sealed with another one, for another name, or was
   * changed since.
   */
  Optional<String> open(SecretName name, Sealed sealed);
}
