package dev.carillon.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.carillon.running.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The database: a pool of connections to a schema that is as new as this program. May be shared by
 * threads; the stores ask for it when they are called, so they may be made before it is open.
 */
public final class Database implements AutoCloseable {
  private final DatabaseAddress address;
  private final Duration patience;
  private volatile PatientPool pool;
  private volatile Transactions transactions;

  /** Only names the database. */
  public Database(DatabaseAddress address) {
    this(address, Pool.PATIENCE);
  }

  /**
   * Only names the database.
   *
   * @param patience how long one waits for a connection once it is open; twice as long for a turn to write, where one
   *     writes at a time
   */
  public Database(DatabaseAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /**
   * Connects and brings the schema up to date. Several nodes may do so at once.
   *
   * @throws DatabaseRefusedException if the database cannot be reached or refuses us, another
   *     process holds its file, or its schema is newer than this program; nothing stays open then
   */
  public synchronized void open() {
    if (pool != null) {
      throw new IllegalStateException("the database is open already");
    }
    try {
      if (isPostgres()) {
        Pool.knock(address, Pool.KNOCK_SECONDS);
        try (HikariDataSource patient = Pool.patient(address)) {
          Schema.migrate(patient, address);
        }
        pool = Pool.open(address);
      } else {
        openFile();
      }
      pool.waitFor(patience);
      transactions = isPostgres()
          ? Transactions.ofMany(pool)
          : Transactions.oneByOne(pool, patience.multipliedBy(2));
    } catch (PoolInitializationException refused) {
      throw Refusal.of(address, refused);
    } catch (RuntimeException broken) {
      close();
      throw broken;
    }
  }

  private void openFile() {
    pool = Pool.open(address);
    putBackIfCutShort();
    try {
      Schema.migrate(pool, address);
    } catch (DatabaseRefusedException failed) {
      putBackIfCutShort();
      throw failed;
    }
  }

  private void putBackIfCutShort() {
    if (Upgrade.wasCutShort(pool)) {
      Optional<Upgrade> upgrade = Upgrade.of(pool);
      pool.close();
      upgrade.ifPresent(Upgrade::putBack);
      pool = Pool.open(address);
    }
  }

  /**
   * Returns the pool, for others who keep something in the same database.
   *
   * @throws IllegalStateException if it is not open
   */
  public DataSource dataSource() {
    HikariDataSource open = pool;
    if (open == null) {
      throw new IllegalStateException("the database is not open");
    }
    return open;
  }

  /** Tells whether it is open and answers now; waits as long as a store would. */
  public boolean answers() {
    HikariDataSource open = pool;
    if (open == null) {
      return false;
    }
    try (Connection connection = open.getConnection()) {
      return connection.isValid(5);
    } catch (SQLException gone) {
      return false;
    }
  }

  /**
   * Tells that everything is about to stop. If the database does not answer within a moment, nobody
   * waits for it longer than that from now on; if it does, nothing changes. May come before it is open.
   */
  public void hurry() {
    PatientPool open = pool;
    if (open != null && !open.answersSoon()) {
      open.hurry();
    }
  }

  /** Tells whether several nodes may share it. */
  public boolean isPostgres() {
    return address.isPostgres();
  }

  Transactions transactions() {
    Transactions open = transactions;
    if (open == null) {
      throw new StoreUnavailableException("the database is not open", null);
    }
    return open;
  }

  /** Closes all connections, and an embedded database with them. May come twice, or first. */
  @Override
  public synchronized void close() {
    transactions = null;
    if (pool != null) {
      pool.close();
      pool = null;
      FileThreads.letGo();
    }
  }

  /** Shows no password. */
  @Override
  public String toString() {
    return address.toString();
  }
}
