package dev.carillon.jdbc;

import dev.carillon.running.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Tells failures of the database apart. */
final class Failure {
  /**
   * The transaction was rolled back because of another one, and may well succeed when it is begun
   * again: a key was taken, a serialization failed, a deadlock was broken, a lock did not come in
   * time (PostgreSQL appendix A; H2 {@code ErrorCode}).
   */
  private static final Set<String> LOST_RACES =
      Set.of("23505", "40001", "40P01", "55P03", "HYT00", "90131");

  private static final String DATA = "22";
  private static final String TOO_COMPLEX = "54";

  private Failure() {}

  static boolean isLostRace(Throwable broken) {
    return sqlException(broken)
        .map(SQLException::getSQLState)
        .filter(LOST_RACES::contains)
        .isPresent();
  }

  /** Leaves out the statement and its values: they may hold what no log may. */
  static RuntimeException unavailable(Throwable broken) {
    Optional<SQLException> said = sqlException(broken);
    String state = said.map(SQLException::getSQLState).orElse("none");
    if (state.startsWith(DATA) || state.startsWith(TOO_COMPLEX)) {
      // Another try would fail alike: it is the value's fault, and not the database's.
      return new IllegalArgumentException(
          "the database cannot hold this value (SQL state " + state + ")");
    }
    return new StoreUnavailableException(
        "the database failed (SQL state " + state + ")",
        said.map(Throwable.class::cast).orElse(broken));
  }

  static Optional<SQLException> sqlException(Throwable broken) {
    for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
