package dev.carillon.jdbc;

import java.util.UUID;
import java.util.function.Supplier;

/** The random id that lives in the database and says whose schedules these are. */
public final class JdbcInstallation implements Supplier<String> {
  private static final String CREATE = """
      insert into installation (id)
      select :id where not exists (select 1 from installation)""";

  private final Database database;
  private volatile String known;

  /** Takes the database, which is opened before the first call. */
  public JdbcInstallation(Database database) {
    this.database = database;
  }

  /**
   * Returns the id; the first call of all makes it, on whichever node. The database is asked once,
   * since the id never changes.
   */
  @Override
  public String get() {
    if (known == null) {
      known = read();
    }
    return known;
  }

  private String read() {
    return database.transactions().write(handle -> {
      handle.createUpdate(CREATE).bind("id", UUID.randomUUID().toString()).execute();
      return handle
          .createQuery("select id from installation")
          .mapTo(String.class)
          .one();
    });
  }
}
