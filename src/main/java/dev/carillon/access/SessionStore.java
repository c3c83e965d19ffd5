package dev.carillon.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Remembers sessions and one-time sign-in codes, by their hashes only. Shared by all threads and by
 * all nodes on one database; each method is a transaction of its own. Instants are kept to the
 * millisecond at least.
 */
public interface SessionStore {
  /**
   * Keeps a sign-in code.
   *
   * @param code never kept before (codes are random)
   * @param expiresAt it can be used before this instant, and no longer at it
   */
  void addCode(SecretHash code, Instant expiresAt);

  /**
   * Uses up a code. One statement decides: of all who try the same code, on however many nodes,
   * exactly one gets true.
   *
   * @return true if the code was kept, unused and not yet expired; false in every other case
   */
  boolean useCode(SecretHash code, Instant now);

  /** Keeps a new session; its key was never kept before (keys are random). */
  void add(Session session);

  /**
   * Finds a session by its key, as it was kept and last touched. Whether it is still open is for the
   * caller to ask; one that is over may be found, or may be gone.
   */
  Optional<Session> find(SecretHash key);

  /**
   * Moves the instant at which a session is over if it is not used. Moves nothing back: of two nodes
   * that touch at once the later instant stays. Nothing happens if there is no such session.
   */
  void touch(SecretHash key, Instant idleUntil);

  /** Forgets a session; nothing happens if there is none. */
  void remove(SecretHash key);

  /**
   * Forgets sessions that are over and codes that are expired at this instant, and nothing that is
   * still good; used codes may be forgotten too. May be called at any time.
   */
  void removeExpired(Instant now);
}
