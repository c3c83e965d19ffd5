package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Where the values of secrets are found when a task needs them. May be shared by threads; any call
 * may throw {@link StoreUnavailableException}.
 */
@FunctionalInterface
public interface Secrets {
  /** An installation without any. */
  Secrets NONE = name -> Optional.empty();

  /**
   * Returns the value of a secret, a text or an object of texts, or empty if there is none of that
   * name.
   */
  Optional<JsonNode> find(String name);
}
