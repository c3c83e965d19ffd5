package dev.carillon.access;

import java.time.Instant;
import java.util.Objects;

/**
 * One sign-in, as it is kept. Ends when it was not used for a while, when its whole time is over, or
 * by signing out, whichever comes first.
 *
 * @param key the hash of the secret that the browser holds; names the session
 * @param caller who signed in
 * @param startedAt when that was
 * @param idleUntil over from this instant on, unless it is used before; each use moves it
 * @param endsAt over from this instant on, however much it is used; never moves
 */
public record Session(
    SecretHash key, Caller caller, Instant startedAt, Instant idleUntil, Instant endsAt) {
  /** The name of the cookie that carries a session's secret. */
  public static final String COOKIE = "carillon-session";

  /** The request attribute (a JAX-RS context property too) in which a let-in one's key is handed on. */
  public static final String KEY_ATTRIBUTE = "dev.carillon.session-key";

  /** Cuts the idle time at the end, so that no session is idle for longer than it lasts. */
  public Session {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(startedAt, "startedAt");
    idleUntil = idleUntil.isAfter(endsAt) ? endsAt : idleUntil;
  }

  /** Tells whether it still lets somebody in. */
  public boolean isOpenAt(Instant now) {
    return now.isBefore(idleUntil);
  }

  /** Returns it as used: idle until then, but never beyond its end. */
  public Session usedUntil(Instant newIdleUntil) {
    return new Session(key, caller, startedAt, newIdleUntil, endsAt);
  }
}
