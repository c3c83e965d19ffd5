package dev.carillon.jdbc;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.running.Lease;
import dev.carillon.running.RunStore.Claim;
import dev.carillon.schedule.ScheduleId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Who may walk which run. The database decides each race, in one statement. */
final class Leases {
  /**
   * One that retries or is queued holds no slot: while another run of its schedule has it, or was
   * canceled and has not stopped, it waits as a row. Of those that are queued the first one is first.
   * One whose time to begin is to come has nothing to do with the others until then.
   */
  static final String HAS_ITS_SLOT = """
      (not run.coming
       and ((run.state <> 'RETRYING' and not run.queued) or run.schedule_id is null
        or (not exists (
              select 1 from run other
               where other.schedule_id = run.schedule_id and other.id <> run.id
                 and other.state in ('PENDING', 'RUNNING', 'WAITING') and not other.coming
                 and (not other.queued or (run.queued and other.id < run.id)))
            and not exists (
              select 1 from stopping
               where stopping.schedule_id = run.schedule_id and stopping.until_at > :now))
        or exists (
          select 1 from schedule_revision said
            join schedule on schedule.id = said.schedule_id
           where said.schedule_id = run.schedule_id
             and said.number in (run.revision, schedule.revision) and said.overlap = 'ALLOW')))""";

  /** From PENDING and RETRYING a new attempt begins. */
  private static final String CLAIM = """
      update run
         set attempts = case when state in ('PENDING', 'RETRYING') then attempts + 1 else attempts end,
             ownership = case
               when state = 'RETRYING' and :sweeping and not brought then 'OURS' else ownership end,
             brought = false,
             started_at = coalesce(started_at, :now),
             turn_at = case
               when queued or (:limited and state = 'PENDING') then :now else turn_at end,
             takeovers = case when state in ('PENDING', 'RETRYING') then 0 else takeovers end,
             queued = false,
             state = 'RUNNING', lease_owner = :owner, fence = fence + 1, free_at = :until
       where id = :run and (state = 'PENDING' and begins_at is null or free_at <= :now)
         and (:takeover or lease_owner is null)
         and\s""" + HAS_ITS_SLOT;

  /** Whoever stopped in order gave its lease back. */
  private static final String TAKE_OVER = """
      update run
         set takeovers = case
               when finished_before = (
                 select count(*) from step
                  where run_id = :run and state in ('COMPLETED', 'SKIPPED')) then takeovers + 1
               else 1 end,
             finished_before = (
               select count(*) from step
                where run_id = :run and state in ('COMPLETED', 'SKIPPED'))
       where id = :run and state = 'RUNNING' and lease_owner is not null and free_at <= :now""";

  /** An admission holds this row while it looks at the slot. */
  private static final String LOCK_SLOT = """
      select id from schedule
       where id = (
         select schedule_id from run where id = :run and (state = 'RETRYING' or queued))
         for update""";

  /** A run that goes on in its attempt has the row already. */
  private static final String BEGIN_ATTEMPT = """
      insert into run_attempt (run_id, number, started_at)
      select id, attempts, :now from run
       where id = :run
         and not exists (
           select 1 from run_attempt where run_id = run.id and number = run.attempts)""";

  /** Whoever has no slot is left out, or it would be found first each time, and others never. */
  private static final String CLAIMABLE = """
      select id from run
       where free_at <= :now and (:takeover or lease_owner is null)
         and\s""" + HAS_ITS_SLOT + " and " + RunLimits.HAS_ROOM + """
       order by rank_at, id fetch first :limit rows only""";

  private static final String NEXT_WAKE = """
      select free_at from run
       where free_at > :now
         and (state in ('WAITING', 'RETRYING') or (state = 'PENDING' and begins_at is not null))
       order by free_at fetch first 1 row only""";

  /** Who is next after a run of that schedule. */
  private static final String NEXT = """
      select id from run
       where schedule_id = :schedule and state in ('PENDING', 'RETRYING') and free_at <= :now
         and\s""" + HAS_ITS_SLOT + " and " + RunLimits.HAS_ROOM + """
       order by rank_at, id fetch first 1 row only""";

  private static final String RENEW = """
      update run set free_at = greatest(free_at, :until)
       where id = :run and state = 'RUNNING' and lease_owner = :owner and fence = :fence""";

  /** A run's own walker may be writing it, and after that comes the next run. */
  private static final String LOCK_ALL = """
      select id, fence from run
       where id in (<ids>) and state = 'RUNNING' and lease_owner = :owner
         for update skip locked""";

  private static final String RENEW_ALL = """
      update run set free_at = greatest(free_at, :until) where id in (<ids>)""";

  private static final String RELEASE = """
      update run set free_at = :now, lease_owner = null
       where id = :run and state = 'RUNNING' and lease_owner = :owner and fence = :fence""";

  private static final String STAND_BACK = """
      update run set free_at = :now, rank_at = greatest(rank_at, :now), lease_owner = null
       where id = :run and state = 'RUNNING' and lease_owner = :owner and fence = :fence""";

  private Leases() {}

  static Optional<Claim> claim(
      Handle database,
      RunId id,
      String owner,
      Instant now,
      Instant until,
      boolean sweeping,
      boolean takeover) {
    database.createQuery(LOCK_SLOT).bind("run", id.value()).mapTo(String.class).findOne();
    Optional<String> limited = RunLimits.lock(database, id);
    if (limited.isPresent() && !RunLimits.admits(database, limited.get(), id, now)) {
      return Optional.empty();
    }
    if (takeover) {
      database
          .createUpdate(TAKE_OVER)
          .bind("run", id.value())
          .bind("now", Values.at(now))
          .execute();
    }
    int taken = database
        .createUpdate(CLAIM)
        .bind("run", id.value())
        .bind("owner", owner)
        .bind("now", Values.at(now))
        .bind("until", Values.at(until))
        .bind("sweeping", sweeping)
        .bind("takeover", takeover)
        .bind("limited", limited.isPresent())
        .execute();
    if (taken == 0) {
      return Optional.empty();
    }
    database
        .createUpdate(BEGIN_ATTEMPT)
        .bind("run", id.value())
        .bind("now", Values.at(now))
        .execute();
    Run run = RunRow.find(database, id).orElseThrow();
    boolean waited = run.turnAt().isPresent() && run.turnAt().equals(run.startedAt());
    if (run.attempts() == 1 && (waited || run.beginsAt().isPresent())) {
      OccurrenceRow.began(database, run);
    }
    return Optional.of(database
        .createQuery("select fence, takeovers from run where id = :run")
        .bind("run", id.value())
        .map((row, context) ->
            new Claim(new Lease(id, owner, row.getLong("fence")), run, row.getInt("takeovers")))
        .one());
  }

  static List<RunId> claimable(Handle database, Instant now, int limit, boolean takeover) {
    return database
        .createQuery(CLAIMABLE)
        .bind("takeover", takeover)
        .bind("now", Values.at(now))
        .bind("limit", limit)
        .map((row, context) -> new RunId(row.getString("id")))
        .list();
  }

  static Optional<RunId> next(Handle database, ScheduleId schedule, Instant now) {
    return database
        .createQuery(NEXT)
        .bind("schedule", schedule.value())
        .bind("now", Values.at(now))
        .map((row, context) -> new RunId(row.getString("id")))
        .findOne();
  }

  static Optional<Instant> nextWake(Handle database, Instant now) {
    return database
        .createQuery(NEXT_WAKE)
        .bind("now", Values.at(now))
        .map((row, context) -> Values.at(row, "free_at"))
        .findOne();
  }

  static boolean renew(Handle database, Lease lease, Instant until) {
    return database
            .createUpdate(RENEW)
            .bind("until", Values.at(until))
            .bindMap(names(lease))
            .execute()
        == 1;
  }

  static Set<Lease> renewAll(Handle database, Collection<Lease> leases, Instant until) {
    String owner = leases.iterator().next().owner();
    Set<Lease> held = new HashSet<>(database
        .createQuery(LOCK_ALL)
        .bindList("ids", leases.stream().map(it -> it.run().value()).toList())
        .bind("owner", owner)
        .map((row, context) ->
            new Lease(new RunId(row.getString("id")), owner, row.getLong("fence")))
        .list());
    held.retainAll(Set.copyOf(leases));
    if (!held.isEmpty()) {
      database
          .createUpdate(RENEW_ALL)
          .bindList("ids", held.stream().map(it -> it.run().value()).toList())
          .bind("until", Values.at(until))
          .execute();
    }
    return held;
  }

  static void release(Handle database, Lease lease, Instant now) {
    giveBack(database, RELEASE, lease, now);
  }

  static void standBack(Handle database, Lease lease, Instant now) {
    giveBack(database, STAND_BACK, lease, now);
  }

  private static void giveBack(Handle database, String statement, Lease lease, Instant now) {
    database
        .createUpdate(statement)
        .bind("now", Values.at(now))
        .bindMap(names(lease))
        .execute();
  }

  /** Returns what a statement calls the parts of a lease. */
  static Map<String, Object> names(Lease lease) {
    return Map.of("run", lease.run().value(), "owner", lease.owner(), "fence", lease.fence());
  }
}
