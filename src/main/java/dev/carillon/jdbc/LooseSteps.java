package dev.carillon.jdbc;

import dev.carillon.retention.RetentionStore.Kind;
import dev.carillon.retention.RetentionStore.Removed;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Removes piece by piece the journals of runs that are gone and had too long ones to go with them. A
 * row says that there is something left, so whoever comes after a kill goes on.
 */
final class LooseSteps implements JdbcRetentionStore.Sweep {
  /** A journal of more steps does not go in one transaction with its run. */
  static final int LONG = 500;

  private static final int PIECE = 500;

  /** Texts that stand apart from their rows take longer. */
  private static final int VALUES = 100;

  private static final String NEXT =
      "select run_id from loose_steps order by run_id fetch first 1 row only";

  private static final String STEPS = """
      delete from step
       where run_id = :run and number <= (
         select max(number) from (
           select number from step where run_id = :run
            order by run_id, number fetch first :most rows only) first_ones)""";

  private static final String TEXTS = """
      delete from step_value
       where run_id = :run and hash <= (
         select max(hash) from (
           select hash from step_value where run_id = :run
            order by run_id, hash fetch first :most rows only) first_ones)""";

  private static final String DONE = "delete from loose_steps where run_id = :run";

  private final Database database;

  LooseSteps(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Removed> next() {
    return database
        .transactions()
        .read(handle -> handle.createQuery(NEXT).mapTo(String.class).findOne())
        .map(run -> database.transactions().write(handle -> piece(handle, run)));
  }

  private static Removed piece(Handle handle, String run) {
    int steps = remove(handle, STEPS, run, PIECE);
    if (steps == 0 && remove(handle, TEXTS, run, VALUES) == 0) {
      handle.createUpdate(DONE).bind("run", run).execute();
    }
    return new Removed(Kind.STEPS, steps);
  }

  private static int remove(Handle handle, String sql, String run, int most) {
    return handle.createUpdate(sql).bind("run", run).bind("most", most).execute();
  }
}
