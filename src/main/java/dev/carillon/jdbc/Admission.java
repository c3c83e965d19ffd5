package dev.carillon.jdbc;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.DeliveryId;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.running.Arrival;
import dev.carillon.running.Arrival.Token;
import dev.carillon.running.Decision;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.ScheduleId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Writes down what was decided about an arrival. A key that another took meanwhile is a unique
 * violation; it rolls all of this back, and the arrival is decided again.
 */
record Admission(Handle database, Arrival arrival) {
  /** Why a run was canceled for the sake of another. */
  static final String CANCELED_FOR = "a newer run of its schedule began";

  private static final String INSERT_RUN = """
      insert into run (
        id, workflow_id, workflow_name, version, hash, schedule_id, revision, due_time, trigger,
        state, input, attempts, max_attempts, message_id, ownership, created_at, free_at, rank_at,
        fence, writes, provisional, retry_delay, retried, queued, begins_at, coming)
      values (
        :id, :workflow, :name, :version, :hash, :schedule, :revision, :due, :trigger,
        'PENDING', :input, 0, :maxAttempts, :message, :ownership, :at, :free, :rank,
        0, 0, :provisional, :delay, :retried, :queued, :begins, :coming)""";

  /** What the engine says of itself informs its pauses while the next attempt is its own. */
  private static final String RETRIED = """
      update run set retried = :retried
       where id = :run and ownership = 'ENGINE' and retried < :retried
         and state in ('PENDING', 'RUNNING', 'WAITING', 'RETRYING')""";

  private static final String TAKE_OVER = """
      update run set free_at = least(free_at, :at), brought = true
       where id = :run and state = 'RETRYING' and ownership = 'ENGINE'""";

  private static final String REMEMBER = """
      insert into message (id, run_id, verdict, detail, duplicate, retry_after_ms, seen_at)
      values (:id, :run, :verdict, :detail, :duplicate, :retryAfter, :at)""";

  Optional<DeliveryId> write(Decision decision) {
    if (decision instanceof Decision.Start start) {
      return start(start);
    } else if (decision instanceof Decision.Again again) {
      return again(again);
    } else if (decision instanceof Decision.Known known) {
      return known(known);
    } else if (decision instanceof Decision.Duplicate duplicate) {
      return duplicate(duplicate);
    } else if (decision instanceof Decision.Skip skip) {
      return skip(skip);
    } else if (decision instanceof Decision.Wait wait) {
      return expect(wait);
    } else if (decision instanceof Decision.Nudge nudge) {
      return nudge(nudge);
    } else if (decision instanceof Decision.Refuse refuse) {
      return refuse(refuse);
    }
    return Optional.empty(); // a replay is no attempt
  }

  private Optional<DeliveryId> start(Decision.Start start) {
    Optional<RunId> run = Optional.of(arrival.candidate());
    start.turn().ends().forEach(old -> Family.cancel(database, old, CANCELED_FOR, arrival.at()));
    insertRun(start);
    start
        .due()
        .ifPresent(due -> OccurrenceRow.ran(database, due, start.turn().notBefore(), arrival));
    start.due().ifPresent(this::came);
    remember(run, Optional.empty());
    return deliver(run, Optional.empty());
  }

  private void insertRun(Decision.Start start) {
    Optional<Due> due = start.due();
    Optional<Instant> begins = start.turn().notBefore();
    database
        .createUpdate(INSERT_RUN)
        .bind("id", arrival.candidate().value())
        .bind("workflow", start.workflow().id().folded())
        .bind("name", start.workflow().id().value())
        .bind("version", start.workflow().version())
        .bind("hash", start.workflow().hash().value())
        .bind(
            "schedule",
            Values.text(due.map(Due::schedule).or(arrival::schedule).map(ScheduleId::value)))
        .bind("revision", due.map(Due::revision).orElse(arrival.revision()))
        .bind("due", Values.at(due.map(Due::dueTime)))
        .bind("trigger", start.trigger().name())
        .bind("input", Json.text(arrival.input()))
        .bind("maxAttempts", start.maxAttempts())
        .bind("message", Values.text(arrival.message()))
        .bind("ownership", arrival.ownership().name())
        .bind("at", Values.at(arrival.at()))
        .bind("provisional", due.map(Due::provisional).orElse(false))
        .bind("delay", Values.text(start.delay()))
        .bind("retried", arrival.retried())
        .bind("queued", start.turn().queued())
        .bind("begins", Values.at(begins))
        .bind("coming", !start.turn().isDue(arrival.at()))
        .bind("free", Values.at(begins.filter(arrival.at()::isBefore).orElse(arrival.at())))
        .bind("rank", Values.at(begins.or(() -> due.map(Due::dueTime)).orElse(arrival.at())))
        .execute();
  }

  private Optional<DeliveryId> again(Decision.Again again) {
    database
        .createUpdate(RETRIED)
        .bind("run", again.run().value())
        .bind("retried", arrival.retried())
        .execute();
    if (again.takeOver()) {
      database
          .createUpdate(TAKE_OVER)
          .bind("run", again.run().value())
          .bind("at", Values.at(arrival.at()))
          .execute();
    } else if (isDelivered()) {
      OccurrenceRow.repeated(database, again.run());
    }
    return deliver(Optional.of(again.run()), Optional.empty());
  }

  private Optional<DeliveryId> known(Decision.Known known) {
    known.due().filter(any -> isDelivered()).ifPresent(it -> OccurrenceRow.repeated(database, it));
    return deliver(known.answer().run(), Optional.of(known.answer()));
  }

  /** What our own hand rings again, on another node or when an engine recovers, nobody delivered. */
  private boolean isDelivered() {
    return arrival.ownership() == Run.Ownership.ENGINE;
  }

  private Optional<DeliveryId> duplicate(Decision.Duplicate duplicate) {
    OccurrenceRow.repeated(database, duplicate.due());
    came(duplicate.due());
    remember(duplicate.run(), Optional.empty());
    return deliver(duplicate.run(), Optional.empty());
  }

  private Optional<DeliveryId> skip(Decision.Skip skip) {
    skip.due()
        .ifPresent(due ->
            OccurrenceRow.judged(database, due, skip.reason(), skip.answer().detail()));
    skip.due().ifPresent(this::came);
    remember(skip.answer().run(), Optional.of(skip.answer()));
    return deliver(skip.answer().run(), Optional.of(skip.answer()));
  }

  /** Its schedule is locked: the judge finds the row, or has written it. */
  private Optional<DeliveryId> expect(Decision.Wait wait) {
    Due due = wait.due();
    if (OccurrenceRow.expectedIfNew(database, due)) {
      CatchUpRow.extend(database, due.schedule(), due.dueTime(), due.dueTime());
    }
    if (wait.remembered()) {
      remember(Optional.empty(), Optional.of(wait.answer()));
    }
    came(due);
    return deliver(Optional.empty(), Optional.of(wait.answer()));
  }

  /** It may be a dead letter that comes before its engine says that it sends it again. */
  private void came(Due due) {
    arrival
        .created()
        .filter(any -> isDelivered())
        .ifPresent(created -> arrival
            .message()
            .ifPresent(
                message -> DeadLetterRow.came(database, message, due, created.at(), arrival.at())));
  }

  /** Another nudge may be sent for its run now. */
  private Optional<DeliveryId> nudge(Decision.Nudge nudge) {
    if (nudge.run().isPresent() && arrival.message().isPresent()) {
      JdbcNudgeStore.came(database, nudge.run().get(), arrival.message().get());
    }
    return deliver(nudge.run(), Optional.empty());
  }

  private void remember(Optional<RunId> run, Optional<Answer> answer) {
    arrival
        .message()
        .ifPresent(message -> AnswerColumns.bind(database.createUpdate(REMEMBER), answer)
            .bind("id", message.value())
            .bind("run", Values.text(run))
            .bind("at", Values.at(arrival.at()))
            .execute());
  }

  /** A token stays bound to the message it came with first; this row is then kept without it. */
  private Optional<DeliveryId> refuse(Decision.Refuse refuse) {
    Optional<Token> unused = arrival.token().filter(token -> DeliveryRow.isNew(database, token));
    return deliver(unused, Optional.empty(), Optional.of(refuse.answer()));
  }

  private Optional<DeliveryId> deliver(Optional<RunId> run, Optional<Answer> answer) {
    return deliver(arrival.token(), run, answer);
  }

  private Optional<DeliveryId> deliver(
      Optional<Token> token, Optional<RunId> run, Optional<Answer> answer) {
    if (arrival.message().isEmpty() && arrival.token().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(DeliveryRow.add(database, arrival, token, run, answer));
  }
}
