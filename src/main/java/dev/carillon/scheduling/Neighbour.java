package dev.carillon.scheduling;

import java.util.Optional;

/** Asks who answers at a public URL. May be shared by threads. */
@FunctionalInterface
public interface Neighbour {
  /** Returns who answers there; empty if nobody does, or nobody who tells who it is. */
  Optional<Sign> at(String url);

  /**
   * What a process of ours tells everybody of itself.
   *
   * @param installation the public fingerprint of its installation, see {@link Copies#fingerprint}
   * @param instance its random id
   * @param beats how often it wrote into its database that it lives
   */
  record Sign(String installation, String instance, long beats) {}
}
