package dev.carillon.running;

import dev.carillon.authoring.Definitions;
import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.delivery.DeliveryId;
import dev.carillon.run.Backoff;
import dev.carillon.run.Pauses;
import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.ScheduleId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what engines hand in, and answers as the run came out: at once, or after holding the answer
 * without a thread. May be shared by threads.
 */
public final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final RunStore runs;
  private final Admission admission;
  private final Definitions definitions;
  private final Messages messages;
  private final Walkers walkers;
  private final Stops stops;
  private final Nudges nudges;
  private final Endings endings;
  private final Clock clock;
  private final Duration hold;
  private final Map<ScheduleId, RetryDelay> delays = new ConcurrentHashMap<>();

  Deliveries(
      RunStore runs,
      Admission admission,
      Definitions definitions,
      Messages messages,
      Walkers walkers,
      Stops stops,
      Nudges nudges,
      Endings endings,
      Clock clock,
      Duration hold) {
    this.runs = runs;
    this.admission = admission;
    this.definitions = definitions;
    this.messages = messages;
    this.walkers = walkers;
    this.stops = stops;
    this.nudges = nudges;
    this.endings = endings;
    this.clock = clock;
    this.hold = hold;
  }

  /**
   * Admits an arrival and does not wait for its run.
   *
   * @return what is known at once; {@link Verdict#ACCEPTED} if there is a run
   * @throws StoreUnavailableException if nothing could be committed
   */
  public Answer hand(Arrival arrival) {
    RunStore.Admitted admitted = admit(arrival).admitted();
    Answer answer = runOf(admitted.decision(), arrival)
        .map(run -> Answer.about(run, Verdict.ACCEPTED))
        .orElseGet(() -> withoutRun(admitted.decision()));
    write(admitted.delivery(), answer);
    return answer;
  }

  /**
   * Admits an arrival and answers when its run has come out, or the hold ends. If nothing could be
   * committed the answer is {@link Verdict#UNAVAILABLE}, with a pause that is not shorter than the
   * engine's own, so that its attempts are not burnt.
   */
  public CompletionStage<Answer> take(Arrival arrival) {
    try {
      Taken taken = admit(dated(arrival));
      RunStore.Admitted admitted = taken.admitted();
      return answer(arrival, admitted.decision(), taken.room())
          .exceptionally(broken -> unavailable(broken, arrival))
          .thenApply(answer -> {
            write(admitted.delivery(), answer);
            return answer;
          });
    } catch (StoreUnavailableException gone) {
      return CompletableFuture.completedFuture(unavailable(arrival));
    }
  }

  /**
   * Returns what is answered while the database is away: come again, but not sooner than you would.
   *
   * @param retried how often the engine had tried before
   */
  public static Answer unavailable(int retried) {
    return unavailable(Backoff.after(retried + 1));
  }

  private static Answer unavailable(Duration wait) {
    return new Answer(
        Verdict.UNAVAILABLE,
        Optional.empty(),
        Optional.of("the database does not answer; come again"),
        false,
        Optional.of(wait));
  }

  /** A schedule's own waits may be longer than the usual ones; those seen last are remembered. */
  private Answer unavailable(Arrival arrival) {
    int failed = arrival.retried() + 1;
    Duration usual = Backoff.after(failed);
    return arrival
        .schedule()
        .map(delays::get)
        .map(delay -> new Pauses(Optional.of(delay), 0).after(failed))
        .filter(own -> own.compareTo(usual) > 0)
        .map(Deliveries::unavailable)
        .orElseGet(() -> unavailable(arrival.retried()));
  }

  private Answer unavailable(Throwable broken, Arrival arrival) {
    Throwable cause = broken instanceof CompletionException ? broken.getCause() : broken;
    if (cause instanceof StoreUnavailableException) {
      return unavailable(arrival);
    }
    throw broken instanceof CompletionException wrapped ? wrapped : new CompletionException(broken);
  }

  /** Asks the engine when it made a message that we meet as a retry: its first attempt was lost. */
  private Arrival dated(Arrival arrival) {
    if (!arrival.isToBeAskedFor() || runs.knows(arrival.message().orElseThrow())) {
      return arrival;
    }
    return messages
        .createdAt(arrival.message().orElseThrow())
        .map(arrival::toldToBeCreatedAt)
        .orElse(arrival);
  }

  /**
   * What was admitted.
   *
   * @param room whether its run can be walked at once, if it is to be
   */
  private record Taken(RunStore.Admitted admitted, boolean room) {}

  private Taken admit(Arrival arrival) {
    RunStore.Admitted admitted = runs.admit(arrival, view -> admission.decide(arrival, view));
    Decision decision = admitted.decision();
    boolean room = true;
    if (decision instanceof Decision.Start start) {
      start.turn().ends().forEach(stops::follow);
      arrival.schedule().ifPresent(id -> remember(id, start.delay()));
      room = start.turn().isDue(arrival.at()) && walkers.poke(arrival.candidate());
      start.turn().notBefore().ifPresent(it -> walkers.expect(arrival.candidate(), it));
    } else if (decision instanceof Decision.Again again && again.takeOver()) {
      room = walkers.poke(again.run());
    }
    return new Taken(admitted, room);
  }

  private void remember(ScheduleId id, Optional<RetryDelay> delay) {
    delay.ifPresentOrElse(it -> delays.put(id, it), () -> delays.remove(id));
  }

  /** Where there is no room, nobody knows when there will be: it is a row, and is answered so. */
  private CompletionStage<Answer> answer(Arrival arrival, Decision decision, boolean room) {
    if (decision instanceof Decision.Nudge nudge) {
      return nudges.answer(nudge);
    }
    Optional<RunId> run = runOf(decision, arrival);
    if (run.isEmpty()) {
      return CompletableFuture.completedFuture(withoutRun(decision));
    }
    boolean repeated = !(decision instanceof Decision.Start);
    boolean newAttempt = decision instanceof Decision.Again again && again.takeOver();
    return held(run.get(), !room || acknowledgedAtOnce(decision))
        .thenApply(answer -> repeated && !newAttempt ? answer.repeated() : answer);
  }

  private boolean acknowledgedAtOnce(Decision decision) {
    return decision instanceof Decision.Start start
        && (isBehindOthers(start)
            || definitions.of(start.workflow()).schedule().acknowledgeWhenAccepted());
  }

  /** What was canceled for its sake is over soon; nobody knows when the others will be. */
  private static boolean isBehindOthers(Decision.Start start) {
    return start.turn().queued() && start.turn().ends().isEmpty();
  }

  private CompletionStage<Answer> held(RunId run, boolean atOnce) {
    CompletionStage<Optional<Run>> settled =
        atOnce ? CompletableFuture.completedFuture(Optional.empty()) : endings.await(run, hold);
    return settled.thenApply(ended -> ended.map(this::answerTo).orElseGet(() -> accepted(run)));
  }

  private static Optional<RunId> runOf(Decision decision, Arrival arrival) {
    if (decision instanceof Decision.Start) {
      return Optional.of(arrival.candidate());
    }
    if (decision instanceof Decision.Again again) {
      return Optional.of(again.run());
    }
    return decision instanceof Decision.Replay replay && replay.answer().isEmpty()
        ? replay.run()
        : Optional.empty();
  }

  private static Answer withoutRun(Decision decision) {
    if (decision instanceof Decision.Skip skip) {
      return skip.answer();
    }
    if (decision instanceof Decision.Wait wait) {
      return wait.answer();
    }
    if (decision instanceof Decision.Refuse refuse) {
      return refuse.answer();
    }
    if (decision instanceof Decision.Known known) {
      return known.answer();
    }
    if (decision instanceof Decision.Duplicate duplicate) {
      return new Answer(
          Verdict.SKIPPED,
          duplicate.run(),
          Optional.of("this due time has its run"),
          true,
          Optional.empty());
    }
    return decision instanceof Decision.Replay replay && replay.answer().isPresent()
        ? replay.answer().get()
        : Answer.without(Verdict.ACCEPTED, "this token was taken before");
  }

  /** After a 2xx the next attempt is ours, unless the run came to a retry of its engine's just now. */
  private Answer accepted(RunId run) {
    Run left = runs.handOver(run);
    if (isDueButNotTaken(left)) {
      // It waits for room or for its slot: the attempt is ours now, and no fault of the engine's.
      left.message()
          .ifPresent(message -> runs.adopt(message, RetryRule.ENGINE_GRACE, clock.instant()));
      return Answer.about(run, Verdict.ACCEPTED);
    }
    return left.state() == RunState.PENDING || left.state() == RunState.RUNNING
        ? Answer.about(run, Verdict.ACCEPTED)
        : answerTo(left);
  }

  private boolean isDueButNotTaken(Run run) {
    return run.state() == RunState.RETRYING
        && run.wakeAt().filter(wake -> wake.isAfter(clock.instant())).isEmpty();
  }

  private Answer answerTo(Run run) {
    return switch (run.state()) {
      case SUCCEEDED -> Answer.about(run.id(), Verdict.SUCCEEDED);
      case CANCELED -> Answer.about(run.id(), Verdict.CANCELED);
      case FAILED -> failed(run, Verdict.FAILED);
      case RETRYING ->
        run.ownership() == Ownership.ENGINE
            ? failed(run, Verdict.FAILED_RETRY)
            : Answer.about(run.id(), Verdict.ACCEPTED);
      case WAITING -> {
        runs.handOver(run.id());
        yield Answer.about(run.id(), Verdict.WAITING);
      }
      case PENDING, RUNNING -> accepted(run.id());
    };
  }

  private static Answer failed(Run run, Verdict verdict) {
    return new Answer(
        verdict,
        Optional.of(run.id()),
        run.error().map(it -> it.detail().orElse(it.title())),
        false,
        verdict == Verdict.FAILED_RETRY
            ? run.error().flatMap(it -> RetryRule.asked(run, it))
            : Optional.empty());
  }

  private void write(Optional<DeliveryId> delivery, Answer answer) {
    try {
      delivery.ifPresent(id -> runs.answered(id, answer, clock.instant()));
    } catch (StoreUnavailableException away) {
      // The answer itself is right; only the note of it is missing.
      LOG.warn("an answer was not noted: {}", away.getMessage());
    }
  }
}
