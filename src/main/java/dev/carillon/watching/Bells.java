package dev.carillon.watching;

import dev.carillon.schedule.Wording;

/** What is known of who rings a schedule. May be shared by threads; must be quick. */
@FunctionalInterface
public interface Bells {
  /** Tells whether QStash rings what says so; else the local engine does. */
  boolean isQStash(Wording wording);

  /** The local engine rings all. */
  Bells LOCAL = wording -> false;
}
