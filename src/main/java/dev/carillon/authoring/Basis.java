package dev.carillon.authoring;

import java.util.Optional;

/**
 * What a new version of a workflow goes out from: which version has to be the present one for the
 * save to be done.
 *
 * @param presence whether the workflow has to be there
 * @param version the present version; empty if it may be any
 */
public record Basis(Presence presence, Optional<String> version) {
  /** Whatever is there, and also if nothing is. */
  public static final Basis WHATEVER = new Basis(Presence.EITHER, Optional.empty());

  /** Any version, but one. */
  public static final Basis ANY_VERSION = new Basis(Presence.THERE, Optional.empty());

  /** No version: the workflow is made by the save. */
  public static final Basis NOTHING = new Basis(Presence.ABSENT, Optional.empty());

  /** Whether a workflow has to be there. */
  public enum Presence {
    /** It may be there or not. */
    EITHER,
    /** It has to be there. */
    THERE,
    /** It must not be there. */
    ABSENT
  }

  /** Returns the basis that is this version and no other. */
  public static Basis version(String version) {
    return new Basis(Presence.THERE, Optional.of(version));
  }

  /**
   * Tells whether this is what is there.
   *
   * @param present the present version; empty if there is no such workflow (any more)
   */
  public boolean isMetBy(Optional<String> present) {
    return present.isEmpty()
        ? presence != Presence.THERE
        : presence != Presence.ABSENT && version.map(present.get()::equals).orElse(true);
  }
}
