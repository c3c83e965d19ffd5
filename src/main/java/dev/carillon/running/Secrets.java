package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import java.util.Optional;

/**
 * Where the values of secrets are found when a task needs them. May be shared by threads; any call
 * may throw {@link StoreUnavailableException}. It is asked often, so it answers at once; what was
 * changed on another node may be known some seconds later.
 */
@FunctionalInterface
public interface Secrets {
  /** An installation without any. */
  Secrets NONE = name -> Optional.empty();

  /**
   * Returns the value of a secret, a text or an object of texts, or empty if there is none of that
   * name.
   *
   * @throws UnreadableSecretException if it cannot be read here
   */
  Optional<JsonNode> find(String name);

  /** Says of a secret that is not there what to do. */
  static String missing(String name) {
    return "the secret \"" + name
        + "\" is not set here; set it on the dashboard's page Secrets, or by PUT /api/secrets/"
        + name;
  }

  /**
   * Tells whether an error says that a secret is not there. Its type and status are those of a call
   * that was answered 403, and of an error only these and its detail are kept.
   */
  static boolean isMissing(RunError error) {
    return error.type().equals(ErrorType.AUTHORIZATION.uri())
        && error
            .detail()
            .filter(it -> it.matches("the secret \".*\" is not set here; .*"))
            .isPresent();
  }
}
