package dev.carillon.jdbc;

import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Standing;
import dev.carillon.signature.Cause;
import dev.carillon.watching.AliveTimes;
import dev.carillon.watching.LedgerView;
import dev.carillon.watching.Watched;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What a judge sees, read inside its transaction after the schedule's row was locked. */
record JdbcLedgerView(Handle database, Watched watched, Standing standing) implements LedgerView {
  private static final String LOCK = "select id from schedule where id = :id for update";

  private static final String LATER = """
      select * from schedule_revision where schedule_id = :id and number > :number order by number""";

  private static final String PAUSES = """
      select from_at, until_at, reason, owner from schedule_pause
       where schedule_id = :id and from_at <= :until and (until_at is null or until_at > :from)
       order by from_at desc, id desc""";

  /** At QStash a schedule's name has the installation's namespace and a dot in front. */
  private static final String REFUSALS = """
      select first_at, cause from refused_delivery
       where last_at >= :from and first_at >= :from and first_at <= :until
         and schedule_id like :name
       order by last_at fetch first 100 rows only""";

  static void lock(Handle database, ScheduleId id) {
    database.createQuery(LOCK).bind("id", id.value()).mapTo(String.class).findOne();
  }

  /** Locks the schedule and reads; empty if the revision is not watched any more. */
  static Optional<JdbcLedgerView> lock(Handle database, ScheduleId id, int revision, Instant now) {
    lock(database, id);
    return WatchRow.find(database, id, revision)
        .flatMap(watched -> ScheduleRow.standing(database, id, now)
            .filter(it -> !it.removed())
            .map(standing -> new JdbcLedgerView(database, watched, standing)));
  }

  @Override
  public Schedule schedule() {
    return standing.schedule();
  }

  @Override
  public boolean isDeleted() {
    return standing.missing().isPresent();
  }

  @Override
  public List<Revision> later() {
    return watched.revision().until().isEmpty()
        ? List.of()
        : database
            .createQuery(LATER)
            .bind("id", schedule().id().value())
            .bind("number", watched.revision().number())
            .map(ScheduleRow::readRevision)
            .list();
  }

  @Override
  public List<Pause> pauses(Instant from, Instant until) {
    return database
        .createQuery(PAUSES)
        .bind("id", schedule().id().value())
        .bind("from", Values.at(from))
        .bind("until", Values.at(until))
        .map(ScheduleRow::readPause)
        .list();
  }

  @Override
  public Set<Instant> kept(Instant from, Instant until) {
    return OccurrenceRow.kept(database, schedule().id(), from, until);
  }

  @Override
  public Optional<Occurrence> occurrence(Instant due) {
    return OccurrenceRow.find(database, schedule().id(), due);
  }

  @Override
  public List<Refusal> refusals(Instant from, Instant until) {
    return database
        .createQuery(REFUSALS)
        .bind("name", "%." + schedule().id().value())
        .bind("from", Values.at(from))
        .bind("until", Values.at(until))
        .map((row, context) -> new Refusal(
            Values.at(row, "first_at"), Cause.valueOf(row.getString("cause")).text()))
        .list();
  }

  @Override
  public Map<Instant, GivenUp> givenUp(Instant from, Instant until) {
    return DeadLetterRow.lost(database, schedule().id(), from, until);
  }

  @Override
  public AliveTimes alive(Instant from, Instant until) {
    return AliveRow.between(database, from, until);
  }
}
