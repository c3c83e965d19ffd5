package dev.carillon.jdbc;

import dev.carillon.running.StoreUnavailableException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
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
  private final Optional<Turn> turn;
  private final FileSpace space = new FileSpace();

  private Transactions(DataSource database, Optional<Turn> turn) {
    this.turn = turn;
    jdbi = Jdbi.create(database);
    // One method may bind the names of several statements.
    jdbi.registerArgument(new StorableText());
    jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
  }

  /** Lets any number write at once: the database keeps them apart. */
  static Transactions ofMany(DataSource database) {
    return new Transactions(database, Optional.empty());
  }

  /**
   * Lets one write at a time, because H2 does not always keep them apart: up to 2.5.252, of
   * transactions that change one row at the same time one may undo what others have committed
   * (decision 11); and has each commit found again after a kill (decision 13), and the file keep to
   * its size (decision 14).
   *
   * @param patience how long one waits for its turn
   */
  static Transactions oneByOne(DataSource database, Duration patience) {
    return new Transactions(database, Optional.of(new Turn(patience)));
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
    turn.ifPresent(Turn::take);
    try {
      return tried(work);
    } finally {
      turn.ifPresent(Turn::give);
    }
  }

  private <T> T tried(Function<Handle, T> work) {
    JdbiException lost = null;
    for (int left = TRIES; left > 0; left--) {
      try {
        return jdbi.inTransaction(handle -> {
          T answer = work.apply(handle);
          turn.ifPresent(h2 -> prepareFile(handle.getConnection()));
          return answer;
        });
      } catch (JdbiException broken) {
        if (!Failure.isLostRace(broken)) {
          throw Failure.unavailable(broken);
        }
        lost = broken;
      }
    }
    throw Failure.unavailable(lost);
  }

  private void prepareFile(Connection connection) {
    space.tidyNowAndThen(connection);
    FileHead.renew(connection);
  }

  /** As {@link #write}, for work without an answer. */
  void run(Consumer<Handle> work) {
    write(handle -> {
      work.accept(handle);
      return true;
    });
  }
}
