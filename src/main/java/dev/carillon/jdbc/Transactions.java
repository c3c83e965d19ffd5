package dev.carillon.jdbc;

import dev.carillon.running.StoreUnavailableException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;

/** Opens connections, runs work in transactions, and turns what the database says into ours. */
final class Transactions {
  private static final int TRIES = 10;

  private final Jdbi jdbi;

  Transactions(DataSource database) {
    jdbi = Jdbi.create(database);
    // One method may bind the names of several statements.
    jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
  }

  /**
   * Runs one statement that reads.
   *
   * @throws StoreUnavailableException if the database fails
   */
  <T> T read(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException broken) {
      throw Failure.unavailable(broken);
    }
  }

  /**
   * Runs work in one transaction; an exception rolls it back. Work that lost a race with another
   * transaction (a key was taken, a deadlock was broken) has left nothing and is begun again, a
   * bounded number of times.
   *
   * @throws StoreUnavailableException if the database fails or no race was won
   */
  <T> T write(Function<Handle, T> work) {
    JdbiException lost = null;
    for (int left = TRIES; left > 0; left--) {
      try {
        return jdbi.inTransaction(work::apply);
      } catch (JdbiException broken) {
        if (!Failure.isLostRace(broken)) {
          throw Failure.unavailable(broken);
        }
        lost = broken;
      }
    }
    throw Failure.unavailable(lost);
  }

  /** As {@link #write}, for work without an answer. */
  void run(Consumer<Handle> work) {
    write(handle -> {
      work.accept(handle);
      return true;
    });
  }
}
