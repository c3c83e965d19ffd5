package dev.carillon.run;

import java.util.Locale;

/** Why a run was made. */
public enum Trigger {
  /** Its schedule was due. */
  CRON,
  /** Somebody asked for it. */
  MANUAL,
  /** Somebody tested the way through the engine and back. */
  TEST,
  /** A schedule that was made by hand in the Upstash console. */
  EXTERNAL,
  /** QStash was silent past the grace, and the local engine rang instead. */
  STANDBY,
  /** It was due while nobody could ring. */
  CATCH_UP,
  /** Somebody filled a gap of the past. */
  BACKFILL,
  /** Somebody ran an ended run again. */
  REDRIVE,
  /** A second message for a due time that had its run. */
  REDELIVERY,
  /** Another run asked for it. */
  CHILD;

  /** Returns the word as it stands in JSON: {@code catch-up}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the trigger of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Trigger ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
