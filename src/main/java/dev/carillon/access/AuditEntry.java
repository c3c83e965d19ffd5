package dev.carillon.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A change that somebody made. Holds no secret.
 *
 * @param at when
 * @param who the caller's name
 * @param action what was done: {@code schedule.activate}
 * @param object to what: {@code schedule hello}
 * @param before how it stood, as JSON text; empty if there was nothing, or it tells nothing
 * @param after how it stands, as JSON text
 */
public record AuditEntry(
    Instant at,
    String who,
    String action,
    String object,
    Optional<String> before,
    Optional<String> after) {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_STATE = 20_000;

  /** Cuts what is too long to be looked at. */
  public AuditEntry {
    who = cut(who, LONGEST_NAME);
    object = cut(object, LONGEST_NAME);
    before = before.map(it -> cut(it, LONGEST_STATE));
    after = after.map(it -> cut(it, LONGEST_STATE));
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
