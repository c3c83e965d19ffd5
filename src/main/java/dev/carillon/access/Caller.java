package dev.carillon.access;

import java.util.Objects;

/**
 * Who sends a request, as far as we made sure of it.
 *
 * @param name what the audit log and the dashboard call them; never blank, never a secret
 * @param role what they may do
 */
public record Caller(String name, Role role) {
  /** The request attribute (a JAX-RS context property too) in which a let-in caller is handed on. */
  public static final String ATTRIBUTE = "dev.carillon.caller";

  /** Refuses somebody without a name. */
  public Caller {
    Objects.requireNonNull(role, "role");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a caller needs a name");
    }
  }
}
