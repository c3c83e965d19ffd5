package dev.carillon.jdbc;

import dev.carillon.run.RunId;
import dev.carillon.running.Lease;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Which walkers have not let go yet of a run that was canceled. While one has not, and lives, there is
 * no room for another in the run's schedule, or in that of the run that waited for it, however that ended.
 */
final class Stopping {
  /** Nobody claims the run, or lets go of it, while it is decided who has to be stopped. */
  private static final String LOCK = "select id from run where id = :run for update";

  /** What an earlier cancellation left, of a run that goes on since. */
  private static final String FORGET = """
      delete from stopping
       where run_id = :run
         and exists (select 1 from run where id = :run and state = 'RUNNING')""";

  /** Only what somebody walks has to be stopped: the lease tells. */
  private static final String BEGIN = """
      insert into stopping (run_id, root_id, schedule_id, owner, fence, until_at)
      select run.id, root.id, root.schedule_id, run.lease_owner, run.fence, run.free_at
        from run, run root
       where run.id = :run and root.id = :root
         and run.state = 'RUNNING' and run.lease_owner is not null and run.free_at > :at""";

  private static final String KEEP = """
      update stopping set until_at = :until
       where run_id = :run and owner = :owner and fence = :fence""";

  private static final String ROOT = """
      select root_id from stopping where run_id = :run and owner = :owner and fence = :fence""";

  private static final String END = """
      delete from stopping where run_id = :run and owner = :owner and fence = :fence""";

  private static final String OF = """
      select run_id, owner, fence from stopping where owner = :owner order by run_id""";

  private Stopping() {}

  /** Called before the run is ended. */
  static void begin(Handle database, RunId run, RunId root, Instant at) {
    database.createQuery(LOCK).bind("run", run.value()).mapTo(String.class).findOne();
    database.createUpdate(FORGET).bind("run", run.value()).execute();
    database
        .createUpdate(BEGIN)
        .bind("run", run.value())
        .bind("root", root.value())
        .bind("at", Values.at(at))
        .execute();
  }

  static void keep(Handle database, Lease lease, Instant until) {
    database
        .createUpdate(KEEP)
        .bind("until", Values.at(until))
        .bindMap(Leases.names(lease))
        .execute();
  }

  static Optional<RunId> end(Handle database, Lease lease) {
    Optional<RunId> root = database
        .createQuery(ROOT)
        .bindMap(Leases.names(lease))
        .map((row, context) -> new RunId(row.getString("root_id")))
        .findOne();
    database.createUpdate(END).bindMap(Leases.names(lease)).execute();
    return root;
  }

  static List<Lease> of(Handle database, String owner) {
    return database
        .createQuery(OF)
        .bind("owner", owner)
        .map((row, context) -> new Lease(
            new RunId(row.getString("run_id")), row.getString("owner"), row.getLong("fence")))
        .list();
  }
}
