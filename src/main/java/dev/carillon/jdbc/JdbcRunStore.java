package dev.carillon.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.delivery.Answer;
import dev.carillon.delivery.DeliveryId;
import dev.carillon.run.Attempt;
import dev.carillon.run.MessageId;
import dev.carillon.run.Redrive;
import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.run.RunId;
import dev.carillon.run.Visit;
import dev.carillon.running.AdmissionView;
import dev.carillon.running.Arrival;
import dev.carillon.running.Child;
import dev.carillon.running.Decision;
import dev.carillon.running.Ended;
import dev.carillon.running.Lease;
import dev.carillon.running.Onset;
import dev.carillon.running.RunFilter;
import dev.carillon.running.RunStore;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Runs in the database. */
public final class JdbcRunStore implements RunStore {
  private static final String UNENDED = """
      select * from run
       where schedule_id = :schedule and state in ('PENDING', 'RUNNING', 'WAITING', 'RETRYING')
       order by id""";

  private static final String HAND_OVER = """
      update run set ownership = 'OURS'
       where id = :run and ownership = 'ENGINE' and state <> 'RETRYING'""";

  private static final String BOUND = """
      update run set deadline_at = coalesce(deadline_at, :deadline)
       where id = :run and state = 'RUNNING' and lease_owner = :owner and fence = :fence""";

  private static final String MADE_BY = """
      select run.id from message join run on run.id = message.run_id and run.message_id = message.id
       where message.id = :message""";

  private static final String WAITS_FOR_ITS_ENGINE = """
      select free_at from run
       where id = :run and state = 'RETRYING' and ownership = 'ENGINE' for update""";

  private static final String ADOPT = """
      update run set free_at = coalesce(:wake, free_at), ownership = 'OURS'
       where id = :run and state in ('PENDING', 'RUNNING', 'WAITING', 'RETRYING')""";

  /** One short walk along the key for each workflow: what lies behind the newest costs nothing. */
  private static final String NEWEST = """
      select * from run
       where id in (
         select (select newest.id from run newest
                  where newest.workflow_id = workflow.id
                  order by newest.workflow_id desc, newest.id desc
                  fetch first 1 row only)
           from workflow where workflow.id in (<workflows>))""";

  private static final String SETTLED = """
      select * from run
       where id in (<runs>)
         and (state in ('SUCCEEDED', 'FAILED', 'CANCELED')
              or (free_at > :now
                  and (state in ('WAITING', 'RETRYING')
                       or (state = 'PENDING' and begins_at is not null))))""";

  private static final String ATTEMPTS = """
      select number, started_at, ended_at, error from run_attempt
       where run_id = :run order by number""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcRunStore(Database database) {
    this.database = database;
  }

  @Override
  public Admitted admit(Arrival arrival, Function<AdmissionView, Decision> rule) {
    return database.transactions().write(handle -> {
      Decision decision = rule.apply(new JdbcAdmissionView(handle, arrival.at()));
      return new Admitted(decision, new Admission(handle, arrival).write(decision));
    });
  }

  @Override
  public boolean knows(MessageId message) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select 1 from message where id = :id")
            .bind("id", message.value())
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  @Override
  public void answered(DeliveryId delivery, Answer answer, Instant at) {
    database.transactions().write(handle -> DeliveryRow.answer(handle, delivery, answer, at));
  }

  @Override
  public Optional<Run> find(RunId id) {
    return database.transactions().read(handle -> RunRow.find(handle, id));
  }

  @Override
  public Map<WorkflowId, Run> newest(Collection<WorkflowId> some) {
    return some.isEmpty()
        ? Map.of()
        : database
            .transactions()
            .read(handle -> handle
                .createQuery(NEWEST)
                .bindList("workflows", some.stream().map(WorkflowId::folded).toList())
                .map(RunRow::read)
                .stream()
                .collect(Collectors.toMap(Run::workflow, Function.identity())));
  }

  @Override
  public Set<RunId> kept(Collection<RunId> some) {
    return some.isEmpty()
        ? Set.of()
        : database
            .transactions()
            .read(handle -> Set.copyOf(handle
                .createQuery("select id from run where id in (<runs>)")
                .bindList("runs", some.stream().map(RunId::value).toList())
                .map((row, context) -> new RunId(row.getString("id")))
                .list()));
  }

  @Override
  public List<Run> settled(Collection<RunId> some, Instant now) {
    if (some.isEmpty()) {
      return List.of();
    }
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(SETTLED)
            .bindList("runs", some.stream().map(RunId::value).toList())
            .bind("now", Values.at(now))
            .map(RunRow::read)
            .list());
  }

  @Override
  public Optional<Claim> claim(
      RunId run, String owner, Instant now, Instant until, boolean sweeping, boolean takeover) {
    return database
        .transactions()
        .write(handle -> Leases.claim(handle, run, owner, now, until, sweeping, takeover));
  }

  @Override
  public List<RunId> toBegin(Instant now, int limit) {
    return database.transactions().read(handle -> Coming.due(handle, now, limit));
  }

  @Override
  public Optional<Onset> begin(RunId run, Instant now, BiFunction<Run, AdmissionView, Onset> rule) {
    return database.transactions().write(handle -> Coming.begin(handle, run, now, rule));
  }

  @Override
  public List<RunId> claimable(Instant now, int limit, boolean takeover) {
    return database.transactions().read(handle -> Leases.claimable(handle, now, limit, takeover));
  }

  @Override
  public Optional<Instant> nextWake(Instant now) {
    return database.transactions().read(handle -> Leases.nextWake(handle, now));
  }

  @Override
  public boolean renew(Lease lease, Instant until) {
    return database.transactions().write(handle -> Leases.renew(handle, lease, until));
  }

  @Override
  public Set<Lease> renewAll(Collection<Lease> leases, Instant until) {
    return leases.isEmpty()
        ? Set.of()
        : database.transactions().write(handle -> Leases.renewAll(handle, leases, until));
  }

  @Override
  public void keepStopping(Lease lease, Instant until) {
    database.transactions().run(handle -> Stopping.keep(handle, lease, until));
  }

  @Override
  public Optional<RunId> stopped(Lease lease) {
    return database.transactions().write(handle -> Stopping.end(handle, lease));
  }

  @Override
  public List<Lease> toStop(String owner) {
    return database.transactions().read(handle -> Stopping.of(handle, owner));
  }

  @Override
  public List<RunId> next(Run left, Instant now) {
    return database.transactions().read(handle -> {
      List<RunId> next = new ArrayList<>(RunLimits.first(handle, left.workflow().folded(), now));
      left.schedule().flatMap(it -> Leases.next(handle, it, now)).ifPresent(next::add);
      return next;
    });
  }

  @Override
  public void release(Lease lease, Instant now) {
    database.transactions().run(handle -> Leases.release(handle, lease, now));
  }

  @Override
  public void standBack(Lease lease, Instant now) {
    database.transactions().run(handle -> Leases.standBack(handle, lease, now));
  }

  @Override
  public Run succeed(Lease lease, JsonNode output, Instant at) {
    return database.transactions().write(handle -> RunEnds.succeed(handle, lease, output, at));
  }

  @Override
  public Run fail(Lease lease, RunError error, Instant at, Function<Run, AfterFailure> rule) {
    return database.transactions().write(handle -> RunEnds.fail(handle, lease, error, at, rule));
  }

  @Override
  public Run park(Lease lease, Optional<Instant> until, Instant at) {
    return database.transactions().write(handle -> RunEnds.park(handle, lease, until, at));
  }

  @Override
  public Instant bound(Lease lease, Instant deadline) {
    return database.transactions().write(handle -> {
      handle
          .createUpdate(BOUND)
          .bind("deadline", Values.at(deadline))
          .bindMap(Leases.names(lease))
          .execute();
      return RunEnds.get(handle, lease.run()).deadline().orElse(deadline);
    });
  }

  @Override
  public boolean spawn(Lease lease, Visit visit, Child child, Instant at) {
    return database.transactions().write(handle -> Spawning.spawn(handle, lease, visit, child, at));
  }

  @Override
  public Optional<Wording> wording(ScheduleId schedule, int revision) {
    return database
        .transactions()
        .read(handle -> ScheduleRow.revision(handle, schedule, revision))
        .map(Revision::wording);
  }

  @Override
  public List<Run> unended(ScheduleId schedule) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(UNENDED)
            .bind("schedule", schedule.value())
            .map(RunRow::read)
            .list());
  }

  @Override
  public List<RunId> descendants(RunId run) {
    return database.transactions().read(handle -> Family.descendants(handle, run));
  }

  @Override
  public Run handOver(RunId run) {
    return database.transactions().write(handle -> {
      handle.createUpdate(HAND_OVER).bind("run", run.value()).execute();
      return RunEnds.get(handle, run);
    });
  }

  @Override
  public Optional<Run> adopt(MessageId message, Duration grace, Instant at) {
    return database.transactions().write(handle -> {
      Optional<RunId> made = handle
          .createQuery(MADE_BY)
          .bind("message", message.value())
          .map((row, context) -> new RunId(row.getString("id")))
          .findOne();
      made.ifPresent(run -> adopt(handle, run, grace, at));
      return made.map(run -> RunEnds.get(handle, run));
    });
  }

  private static void adopt(Handle handle, RunId run, Duration grace, Instant at) {
    Optional<Instant> wake = handle
        .createQuery(WAITS_FOR_ITS_ENGINE)
        .bind("run", run.value())
        .map((row, context) -> Values.at(row, "free_at").minus(grace))
        .findOne()
        .map(due -> due.isBefore(at) ? at : due);
    handle
        .createUpdate(ADOPT)
        .bind("run", run.value())
        .bind("wake", Values.at(wake))
        .execute();
  }

  @Override
  public Run cancel(RunId run, Run.Canceled wish, Instant at) {
    return database.transactions().write(handle -> RunEnds.cancel(handle, run, wish, at));
  }

  @Override
  public Run redrive(RunId run, Redrive.Wish wish, Consumer<Ended> rule) {
    return database.transactions().write(handle -> Redrives.goOn(handle, run, wish, rule));
  }

  @Override
  public Run redriveAnew(
      Arrival arrival,
      RunId old,
      Redrive.From from,
      Redrive.Wish wish,
      BiFunction<Ended, AdmissionView, Decision.Start> rule) {
    return database
        .transactions()
        .write(handle -> Redrives.anew(handle, arrival, old, from, wish, rule));
  }

  @Override
  public List<Redrive> redrives(RunId run) {
    return database.transactions().read(handle -> Redrives.of(handle, run));
  }

  @Override
  public List<Attempt> attempts(RunId run) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(ATTEMPTS)
            .bind("run", run.value())
            .map((row, context) -> new Attempt(
                row.getInt("number"),
                Values.at(row, "started_at"),
                Values.atIfAny(row, "ended_at"),
                Values.textIfAny(row, "error").map(Json::error)))
            .list());
  }

  @Override
  public Neighbours neighbours(Run run) {
    return database.transactions().read(handle -> RunNeighbours.of(handle, run));
  }

  @Override
  public List<ChildRun> children(RunId run, long first, long last) {
    return database.transactions().read(handle -> ChildRuns.of(handle, run, first, last));
  }

  @Override
  public List<Run> list(RunFilter filter, Optional<RunId> after, int limit) {
    return database.transactions().read(handle -> new RunList(filter).page(handle, after, limit));
  }

  @Override
  public Found search(RunFilter filter, String text, Optional<RunId> after, int limit) {
    return database
        .transactions()
        .read(handle -> new RunSearch(filter, text).page(handle, after, limit));
  }
}
