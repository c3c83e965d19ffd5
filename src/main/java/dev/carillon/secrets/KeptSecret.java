package dev.carillon.secrets;

import dev.carillon.workflow.SecretName;
import java.time.Instant;

/**
 * A secret as it is kept.
 *
 * @param name unique
 * @param sealed its value, encrypted
 * @param updatedAt when its value was given last; sealing it anew does not count
 * @param updatedBy by whom, as the audit log names them
 */
public record KeptSecret(SecretName name, Sealed sealed, Instant updatedAt, String updatedBy) {}
