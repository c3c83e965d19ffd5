package dev.carillon.jdbc;

import dev.carillon.retention.Horizon;
import dev.carillon.retention.RetentionStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Removes what is old from the database. */
public final class JdbcRetentionStore implements RetentionStore {
  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcRetentionStore(Database database) {
    this.database = database;
  }

  @Override
  public Pass pass(Horizon horizon) {
    return new Walk(sweeps(database, horizon).iterator());
  }

  /** Removes one kind of what is old. */
  interface Sweep {
    /** As {@link Pass#next()}, of this kind alone. */
    Optional<Removed> next();
  }

  /**
   * What says that something can go comes before it: a letter is settled by a run that is there, and a
   * due time's row stays for its run, its backfill or its letter.
   */
  private static List<Sweep> sweeps(Database database, Horizon horizon) {
    List<Sweep> all = new ArrayList<>();
    all.add(new LooseSteps(database));
    horizon.runs().ifPresent(before -> {
      var newest = new NewestRows(database);
      all.add(AgedRows.letters(database, horizon, before));
      all.add(new OldRuns(database, horizon, before, newest));
      all.add(new LooseSteps(database));
      all.add(AgedRows.messages(database, before));
      all.add(AgedRows.deliveries(database, horizon, before));
    });
    horizon.dueTimes().ifPresent(before -> {
      all.add(AgedRows.backfills(database, before));
      all.add(new OldDueTimes(database, horizon, before, new NewestRows(database)));
      all.add(AgedRows.pauses(database, before));
      horizon.runsAndDueTimes().ifPresent(both -> all.add(new OldRevisions(database, both)));
      all.add(AgedRows.aliveTimes(database, before));
    });
    horizon.audit().ifPresent(before -> {
      all.add(AgedRows.audit(database, before));
      all.add(AgedRows.refusals(database, before));
    });
    return all;
  }

  private static final class Walk implements Pass {
    private final Iterator<Sweep> left;
    private Optional<Sweep> now = Optional.empty();

    Walk(Iterator<Sweep> left) {
      this.left = left;
    }

    @Override
    public Optional<Removed> next() {
      Optional<Removed> removed = now.flatMap(Sweep::next);
      while (removed.isEmpty() && left.hasNext()) {
        now = Optional.of(left.next());
        removed = now.flatMap(Sweep::next);
      }
      return removed;
    }
  }
}
