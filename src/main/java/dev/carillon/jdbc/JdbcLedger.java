package dev.carillon.jdbc;

import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.watching.AliveTimes;
import dev.carillon.watching.Judgement;
import dev.carillon.watching.Ledger;
import dev.carillon.watching.LedgerView;
import dev.carillon.watching.Watched;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The ledger in the database. */
public final class JdbcLedger implements Ledger {
  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcLedger(Database database) {
    this.database = database;
  }

  @Override
  public List<Watched> due(Instant now, int limit) {
    return database.transactions().read(handle -> WatchRow.due(handle, now, limit));
  }

  @Override
  public Optional<Instant> nextLook() {
    return database.transactions().read(WatchRow::nextLook);
  }

  @Override
  public void move(List<Move> moves) {
    if (!moves.isEmpty()) {
      database.transactions().run(handle -> WatchRow.move(handle, moves));
    }
  }

  @Override
  public Optional<Judgement> judge(
      ScheduleId schedule, int revision, Instant now, Function<LedgerView, Judgement> rule) {
    return database
        .transactions()
        .write(handle -> JdbcLedgerView.lock(handle, schedule, revision, now).map(view -> {
          Judgement judgement = rule.apply(view);
          OccurrenceRow.add(handle, judgement.rows());
          CatchUpRow.extend(handle, schedule, judgement.rows());
          WatchRow.write(handle, view.watched().cursor(), judgement.next());
          return judgement;
        }));
  }

  @Override
  public void postpone(ScheduleId schedule, int revision, Instant until) {
    database.transactions().run(handle -> WatchRow.postpone(handle, schedule, revision, until));
  }

  @Override
  public List<Waiting> waiting(Optional<ScheduleId> after, int limit) {
    return database.transactions().write(handle -> CatchUpRow.waiting(handle, after, limit));
  }

  @Override
  public Optional<Waiting> waiting(ScheduleId schedule) {
    return database.transactions().write(handle -> CatchUpRow.waiting(handle, schedule));
  }

  @Override
  public Optional<Waiting> wished(ScheduleId schedule) {
    return database.transactions().write(handle -> CatchUpRow.wished(handle, schedule));
  }

  @Override
  public void began(Waiting.Wished wished, Instant now) {
    database
        .transactions()
        .run(handle -> BackfillRow.began(handle, wished.backfill(), wished.perMinute(), now));
  }

  @Override
  public void caughtUp(ScheduleId schedule) {
    database.transactions().run(handle -> {
      JdbcLedgerView.lock(handle, schedule);
      CatchUpRow.removeIfDone(handle, schedule);
    });
  }

  @Override
  public void judged(
      ScheduleId schedule, int revision, Instant due, Reason reason, Optional<String> detail) {
    database
        .transactions()
        .run(handle ->
            OccurrenceRow.judged(handle, new Due(schedule, revision, due), reason, detail));
  }

  @Override
  public Optional<Occurrence> givenUp(Due due, Reason reason, String detail, GivenUp letter) {
    return database.transactions().write(handle -> {
      JdbcLedgerView.lock(handle, due.schedule());
      letter.message().ifPresent(message -> {
        DeadLetterRow.wasMeant(handle, message, due);
        letter
            .madeAt()
            .ifPresent(made -> DeadLetterRow.came(handle, message, due, made, letter.at()));
      });
      if (WatchRow.isPassed(handle, due)) {
        OccurrenceRow.judgedIfNew(handle, due, reason, Optional.of(detail));
      }
      OccurrenceRow.explain(handle, due, detail, letter.dlqId());
      return OccurrenceRow.find(handle, due.schedule(), due.dueTime());
    });
  }

  @Override
  public List<Occurrence> missed(Collection<String> details, Instant since, int limit) {
    return database
        .transactions()
        .read(handle -> OccurrenceRow.missed(handle, details, since, limit));
  }

  @Override
  public void explain(Occurrence seen, String detail) {
    database.transactions().run(handle -> OccurrenceRow.explain(handle, seen, detail));
  }

  @Override
  public Optional<Occurrence> find(ScheduleId schedule, Instant due) {
    return database.transactions().read(handle -> OccurrenceRow.find(handle, schedule, due));
  }

  @Override
  public void alive(String node, Instant from, Instant until) {
    database.transactions().run(handle -> AliveRow.write(handle, node, from, until));
  }

  @Override
  public AliveTimes aliveTimes(Instant from, Instant until) {
    return database.transactions().read(handle -> AliveRow.between(handle, from, until));
  }

  @Override
  public void forgetAlive(Instant before) {
    database.transactions().run(handle -> AliveRow.forget(handle, before));
  }
}
