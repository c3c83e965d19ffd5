package dev.carillon.jdbc;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.running.AdmissionView;
import dev.carillon.running.Onset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** Runs that begin later than at their due times, and what becomes of them when their time comes. */
final class Coming {
  private static final String DUE = """
      select id from run
       where free_at <= :now and coming and state = 'PENDING'
       order by rank_at, id fetch first :limit rows only""";

  /** Whoever else decides about the schedule's slot holds its row first. */
  private static final String LOCK_SCHEDULE = """
      select id from schedule
       where id = (select schedule_id from run where id = :run) for update""";

  private static final String TAKE = """
      update run set coming = false
       where id = :run and coming and state = 'PENDING' and free_at <= :now""";

  private Coming() {}

  static List<RunId> due(Handle database, Instant now, int limit) {
    return database
        .createQuery(DUE)
        .bind("now", Values.at(now))
        .bind("limit", limit)
        .map((row, context) -> new RunId(row.getString("id")))
        .list();
  }

  static Optional<Onset> begin(
      Handle database, RunId id, Instant now, BiFunction<Run, AdmissionView, Onset> rule) {
    database
        .createQuery(LOCK_SCHEDULE)
        .bind("run", id.value())
        .mapTo(String.class)
        .findOne();
    int taken = database
        .createUpdate(TAKE)
        .bind("run", id.value())
        .bind("now", Values.at(now))
        .execute();
    if (taken == 0) {
      return Optional.empty();
    }
    Run run = RunEnds.get(database, id);
    Onset onset = rule.apply(run, new JdbcAdmissionView(database, now));
    onset.refusal().ifPresent(why -> {
      Family.cancel(database, id, why, now);
      OccurrenceRow.overlaps(database, run, why);
    });
    onset.ends().forEach(old -> Family.cancel(database, old, Admission.CANCELED_FOR, now));
    if (onset.queued()) {
      database
          .createUpdate("update run set queued = true where id = :run")
          .bind("run", id.value())
          .execute();
    }
    return Optional.of(onset);
  }
}
