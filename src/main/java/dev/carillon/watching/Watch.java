package dev.carillon.watching;

import dev.carillon.delivery.Answer;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.Trigger;
import dev.carillon.running.Changes;
import dev.carillon.running.Runs;
import dev.carillon.running.StoreUnavailableException;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.watching.Ledger.Waiting.Wished;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that each due time gets its row, and rings what nobody rang: as standby, to bridge the
 * first minute of a new schedule, to catch up. Rows are the truth, so a crash at any instant loses
 * no due time, and any number of nodes may watch. May be shared by threads.
 */
public final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final int BATCH = 200;
  private static final Duration AFTER_BREAKING = Duration.ofMinutes(5);

  private final Ledger ledger;
  private final Judge judge;
  private final OwnHand hand;
  private final Changes changes;
  private final Clock clock;
  private final Pulse pulse;
  private final WatchTimer timer;
  private final Set<ScheduleId> catchingUp = ConcurrentHashMap.newKeySet();
  private final Set<ScheduleId> asked = ConcurrentHashMap.newKeySet();
  private final ReentrantLock oneSweep = new ReentrantLock();
  private volatile Runnable unwatch = () -> {};

  /**
   * Puts it together; nothing is started.
   *
   * @param bells tells which engine is to ring what
   * @param changes is told of verdicts, and tells of edits and of runs that ended
   * @param node names this process
   */
  public Watch(Ledger ledger, Runs runs, Bells bells, Changes changes, Clock clock, String node) {
    this.ledger = ledger;
    this.judge = new Judge(bells);
    this.hand = new OwnHand(runs, clock);
    this.changes = changes;
    this.clock = clock;
    this.pulse = new Pulse(ledger, clock, node);
    this.timer = new WatchTimer(clock, this::tick, this::sweep);
  }

  /** Begins to watch: what was due while nobody did is judged first. */
  public void start() {
    unwatch = changes.watch(this::changed);
    timer.start();
  }

  /** Stops. What is being judged is written to its end; no thread is left. May come twice. */
  public void stop() {
    unwatch.run();
    timer.stop();
    pulse.end();
  }

  /** An edit may have made something due at once; a run that ended lets the next be caught up. */
  private void changed(Changes.Change change) {
    ScheduleId schedule = ScheduleId.of(change.workflow());
    if (change.run() == null) {
      timer.soon();
    } else if (catchingUp.contains(schedule) && asked.add(schedule)) {
      // Each step of a run is a change: many of them are one look.
      boolean heard = timer.soon(() -> {
        asked.remove(schedule);
        ledger.waiting(schedule).ifPresent(this::catchUp);
      });
      if (!heard) {
        asked.remove(schedule);
      }
    }
  }

  /** What is done each minute: says that this node is up, and looks at what is due. */
  public void tick() {
    pulse.beat();
    sweep();
  }

  /** Looks at all whose time has come, until there is none; then catches up one of each schedule. */
  public void sweep() {
    oneSweep.lock();
    try {
      lookAtAll();
    } finally {
      oneSweep.unlock();
    }
  }

  private void lookAtAll() {
    var tally = new Tally();
    boolean more = true;
    while (more && !timer.isStopping()) {
      List<Watched> due = ledger.due(clock.instant(), BATCH);
      pulse.goOn();
      boolean unfinished = look(due, tally);
      if (unfinished) {
        // What the others have to catch up does not wait until all is judged.
        catchUp();
      }
      more = unfinished || due.size() == BATCH;
    }
    catchUp();
    tally.end();
    ledger.nextLook().ifPresent(timer::wakeAt);
    pulse.goOn();
  }

  /** Returns whether there is more to judge of some. */
  private boolean look(List<Watched> due, Tally tally) {
    Instant now = clock.instant();
    List<Ledger.Move> steps = new ArrayList<>();
    List<Revision> toJudge = new ArrayList<>();
    for (Watched watched : due) {
      judge.step(watched, now).ifPresentOrElse(steps::add, () -> toJudge.add(watched.revision()));
    }
    ledger.move(steps);
    boolean more = false;
    for (Revision revision : toJudge) {
      if (!timer.isStopping()) {
        more |=
            carefully(revision, () -> settleSome(revision.schedule(), revision.number(), tally));
      }
    }
    return more;
  }

  /** One schedule that cannot be judged must not keep the others from it. */
  private boolean carefully(Revision revision, BooleanSupplier work) {
    try {
      return work.getAsBoolean();
    } catch (StoreUnavailableException gone) {
      throw gone;
    } catch (RuntimeException broken) {
      LOG.error("judging {} broke; trying again in five minutes", revision.schedule(), broken);
      ledger.postpone(revision.schedule(), revision.number(), clock.instant().plus(AFTER_BREAKING));
      return false;
    }
  }

  /** Judges at once what is to be judged of a revision; fine if there is nothing. */
  public void settle(ScheduleId schedule, int revision) {
    var tally = new Tally();
    boolean more = true;
    while (more && !timer.isStopping()) {
      more = settleSome(schedule, revision, tally);
    }
  }

  /**
   * Judges the next due times of a revision, and rings one if it is to be rung now. Of very many it
   * leaves the rest for its next turn: other schedules wait.
   *
   * @return whether there are more to judge at once
   */
  private boolean settleSome(ScheduleId schedule, int revision, Tally tally) {
    Map<Instant, String> turnedAway = new HashMap<>();
    Optional<Judgement> judged;
    do {
      Instant now = clock.instant();
      judged = ledger.judge(schedule, revision, now, view -> judge.decide(view, now, turnedAway));
      pulse.goOn();
      judged.ifPresent(it -> told(schedule, it, tally));
      judged.flatMap(Judgement::toRing).ifPresent(it -> {
        Answer answer = hand.ring(schedule, revision, it.due(), it.trigger());
        if (answer.run().isEmpty() && answer.verdict() != Answer.Verdict.ACCEPTED) {
          turnedAway.put(it.due(), answer.detail().orElse("it was turned away"));
        }
      });
    } while (judged.flatMap(Judgement::toRing).isPresent() && !timer.isStopping());
    return judged.filter(Judgement::more).isPresent();
  }

  private void told(ScheduleId schedule, Judgement judgement, Tally tally) {
    if (!judgement.rows().isEmpty()) {
      tally.add(schedule, judgement.rows());
      changes.tell(new Changes.Change(new WorkflowId(schedule.value()), null));
    }
  }

  /** Rings the oldest due time that waits to be caught up, of each schedule whose runs are done. */
  private void catchUp() {
    List<Ledger.Waiting> waiting;
    Optional<ScheduleId> last = Optional.empty();
    do {
      waiting = ledger.waiting(last, BATCH);
      waiting.forEach(this::catchUp);
      last = waiting.stream().reduce((one, next) -> next).map(Ledger.Waiting::schedule);
    } while (waiting.size() == BATCH && !timer.isStopping());
  }

  private void catchUp(Ledger.Waiting waiting) {
    pulse.goOn();
    catchingUp.add(waiting.schedule());
    if (waiting.next().isEmpty()) {
      ledger.caughtUp(waiting.schedule());
      catchingUp.remove(waiting.schedule());
    } else if (waiting.free()) {
      Occurrence next = waiting.next().get();
      waiting.wished().ifPresentOrElse(it -> backfill(next, it), () -> catchUp(next));
    }
  }

  private void catchUp(Occurrence next) {
    Answer answer = hand.ring(next.schedule(), next.revision(), next.dueTime(), Trigger.CATCH_UP);
    if (answer.run().isEmpty() && answer.verdict() == Answer.Verdict.REFUSED) {
      judgedRefused(next, answer);
    } else if (answer.run().isEmpty()) {
      // It waits for the end of a pause, which holds up nothing that somebody asked for.
      ledger.wished(next.schedule()).ifPresent(this::catchUp);
    }
  }

  /** Somebody wants it, so no pause holds it up; while another run is not done it waits on. */
  private void backfill(Occurrence next, Wished wished) {
    Instant now = clock.instant();
    if (now.isBefore(wished.notBefore())) {
      timer.wakeAt(wished.notBefore());
      return;
    }
    Answer answer = hand.run(next.schedule(), next.revision(), next.dueTime());
    if (answer.run().isPresent()) {
      ledger.began(wished, now);
    } else if (answer.verdict() == Answer.Verdict.SKIPPED) {
      judgedRefused(next, answer);
    }
  }

  private void judgedRefused(Occurrence next, Answer answer) {
    ledger.judged(
        next.schedule(), next.revision(), next.dueTime(), Reason.REFUSED, answer.detail());
  }
}
