package dev.carillon.jdbc;

import dev.carillon.access.SessionStore;
import dev.carillon.access.SessionStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcSessionStoreOnH2Test implements SessionStoreContract {
  @RegisterExtension
  static final OnH2 DATABASE = new OnH2();

  @Override
  public SessionStore sessions() {
    return new JdbcSessionStore(DATABASE.open());
  }
}
