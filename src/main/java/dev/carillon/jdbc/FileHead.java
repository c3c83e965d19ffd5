package dev.carillon.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * The head of an H2 file, where it says which of its chunks is the newest.
 *
 * <p>H2 appends a chunk at each commit, but names it in the head only now and then. After a kill it
 * looks for newer chunks by itself, and where space in the file was used again it misses some: commits
 * that were acknowledged are gone (decision 13).
 */
final class FileHead {
  /** H2 takes this mark off a file that was closed in order, and writes the head when it does. */
  private static final String MARK = "clean";

  private FileHead() {}

  /** Has the next commit name its chunk in the head. Does nothing if there is no file here. */
  static void renew(Connection connection) {
    store(connection).ifPresent(FileHead::renew);
  }

  /** Returns the store behind a connection; empty if it is not of this process. */
  static Optional<MVStore> store(Connection connection) {
    try {
      Session session = connection.unwrap(JdbcConnection.class).getSession();
      return session instanceof SessionLocal local
          ? Optional.of(local.getDatabase().getStore().getMvStore())
          : Optional.empty();
    } catch (SQLException foreign) {
      throw new IllegalStateException("this is no connection to H2", foreign);
    }
  }

  /** Only while nothing is written to the file may its head be changed. */
  private static void renew(MVStore store) {
    if (store.getFileStore() != null) {
      store.executeFilestoreOperation(() -> store.getStoreHeader().put(MARK, 1));
    }
  }
}
