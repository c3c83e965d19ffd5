package dev.carillon.authoring;

import java.util.Optional;
import java.util.Set;

/**
 * What a new version of a workflow goes out from: which version has to be the present one for the
 * save to be done.
 */
@FunctionalInterface
public interface Basis {
  /** Whatever is there, and also if nothing is. */
  Basis WHATEVER = present -> true;

  /** Any version, but one. */
  Basis ANY_VERSION = Optional::isPresent;

  /** No version: the workflow is made by the save. */
  Basis NOTHING = Optional::isEmpty;

  /**
   * Tells whether this is what is there.
   *
   * @param present the present version; empty if there is no such workflow (any more)
   */
  boolean isMetBy(Optional<String> present);

  /** Returns the basis that is this version and no other. */
  static Basis version(String version) {
    return oneOf(Set.of(version));
  }

  /** Returns the basis that is any of these versions. */
  static Basis oneOf(Set<String> versions) {
    return present -> present.filter(versions::contains).isPresent();
  }

  /** Returns the basis that is none of these versions; there may be no workflow either. */
  static Basis noneOf(Set<String> versions) {
    return present -> present.filter(versions::contains).isEmpty();
  }

  /** Returns the basis that is met where this one is and the other one, too. */
  default Basis and(Basis other) {
    return present -> isMetBy(present) && other.isMetBy(present);
  }
}
