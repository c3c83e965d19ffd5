package dev.carillon.access;

final class InMemorySessionStoreTest implements SessionStoreContract {
  private final SessionStore sessions = new InMemorySessionStore();

  @Override
  public SessionStore sessions() {
    return sessions;
  }
}
