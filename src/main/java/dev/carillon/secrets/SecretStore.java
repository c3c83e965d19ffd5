package dev.carillon.secrets;

import dev.carillon.workflow.SecretName;
import java.util.List;
import java.util.Optional;

/** Keeps secrets, which it cannot read. May be shared by threads and nodes. */
public interface SecretStore {
  /** Keeps a secret in place of what had its name. Returns whether nothing had. */
  boolean put(KeptSecret secret);

  /** Returns the secret of that very name. */
  Optional<KeptSecret> find(SecretName name);

  /** Returns all, in the order of their names. */
  List<KeptSecret> list();

  /**
   * Keeps the same value under another key, unless the secret was replaced or removed since it was
   * read. Returns whether it did.
   */
  boolean reseal(KeptSecret read, Sealed anew);

  /** Removes a secret. Returns whether it was there. */
  boolean remove(SecretName name);
}
