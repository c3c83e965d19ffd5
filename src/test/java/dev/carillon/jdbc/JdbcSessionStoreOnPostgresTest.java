package dev.carillon.jdbc;

import dev.carillon.access.SessionStore;
import dev.carillon.access.SessionStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcSessionStoreOnPostgresTest implements SessionStoreContract {
  @RegisterExtension
  static final OnPostgres DATABASE = new OnPostgres();

  @Override
  public SessionStore sessions() {
    return new JdbcSessionStore(DATABASE.open());
  }
}
