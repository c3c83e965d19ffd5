package dev.carillon.jdbc;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of its own for a test class and the classes in it, emptied after each test.
 */
abstract class OnDatabase implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private Database database;
  private int classes;

  abstract DatabaseAddress address() throws Exception;

  /** Removes what is left of it. */
  abstract void clear() throws Exception;

  Database open() {
    return database;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (classes++ == 0) {
      database = new Database(address());
      database.open();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    database.transactions().run(handle -> {
      for (String table : new String[] {
        "dead_letter",
        "loose_steps",
        "step_value",
        "step",
        "run_attempt",
        "run",
        "occurrence",
        "message",
        "delivery",
        "alive",
        "schedule_pause",
        "schedule_revision",
        "schedule",
        "workflow_version",
        "workflow",
        "definition",
        "session",
        "sign_in_code",
        "audit",
        "refused_delivery",
        "signing_key",
        "round_trip",
        "secret",
        "installation",
        "node",
        "duty",
        "public_url"
      }) {
        handle.execute("delete from " + table);
      }
    });
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (--classes == 0) {
      database.close();
      clear();
    }
  }
}
