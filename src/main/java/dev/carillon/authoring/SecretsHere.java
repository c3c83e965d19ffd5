package dev.carillon.authoring;

import java.util.Map;
import java.util.Set;

/** Tells whether secrets that a definition names could be read. May be shared by threads. */
@FunctionalInterface
public interface SecretsHere {
  /** Returns, for each of these names that could not be read now, why and what to do. */
  Map<String, String> obstacles(Set<String> names);
}
