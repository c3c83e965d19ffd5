package dev.carillon.authoring;

import java.util.Optional;

/**
 * What a new version of a workflow goes out from: which version has to be the present one for the
 * save to be done.
 *
 * @param isThere whether the workflow has to be there
 * @param version the present version; empty if it may be any
 */
public record Basis(boolean isThere, Optional<String> version) {
  /** Whatever is there, and also if nothing is. */
  public static final Basis WHATEVER = new Basis(false, Optional.empty());

  /** Any version, but one. */
  public static final Basis ANY_VERSION = new Basis(true, Optional.empty());

  /** Returns the basis that is this version and no other. */
  public static Basis version(String version) {
    return new Basis(true, Optional.of(version));
  }

  /**
   * Tells whether this is what is there.
   *
   * @param present the present version; empty if there is no such workflow (any more)
   */
  public boolean isMetBy(Optional<String> present) {
    return present.map(it -> version.isEmpty() || version.get().equals(it)).orElse(!isThere);
  }
}
