package dev.carillon.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps the contract of {@link SessionStore} for the length of a test. */
public final class InMemorySessionStore implements SessionStore {
  private final Map<SecretHash, Instant> codes = new ConcurrentHashMap<>();
  private final Map<SecretHash, Session> sessions = new ConcurrentHashMap<>();

  @Override
  public void addCode(SecretHash code, Instant expiresAt) {
    codes.put(code, expiresAt);
  }

  @Override
  public boolean useCode(SecretHash code, Instant now) {
    AtomicBoolean used = new AtomicBoolean();
    codes.computeIfPresent(code, (same, expiresAt) -> {
      used.set(now.isBefore(expiresAt));
      return used.get() ? null : expiresAt;
    });
    return used.get();
  }

  @Override
  public void add(Session session) {
    sessions.put(session.key(), session);
  }

  @Override
  public Optional<Session> find(SecretHash key) {
    return Optional.ofNullable(sessions.get(key));
  }

  @Override
  public void touch(SecretHash key, Instant idleUntil) {
    sessions.computeIfPresent(
        key,
        (same, session) ->
            idleUntil.isAfter(session.idleUntil()) ? session.usedUntil(idleUntil) : session);
  }

  @Override
  public void remove(SecretHash key) {
    sessions.remove(key);
  }

  @Override
  public void removeExpired(Instant now) {
    codes.values().removeIf(expiresAt -> !now.isBefore(expiresAt));
    sessions.values().removeIf(session -> !session.isOpenAt(now));
  }
}
