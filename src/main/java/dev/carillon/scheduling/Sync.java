package dev.carillon.scheduling;

import dev.carillon.running.StoreUnavailableException;
import dev.carillon.scheduling.Looking.Look;
import dev.carillon.scheduling.Result.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the engines to hold what is wanted: at start, every five minutes, and soon after something
 * could not be carried through; then again after ever longer pauses. One node at a time does the
 * rounds; two would do no harm. May be shared by threads; a process does one round at a time.
 */
public final class Sync {
  private static final Logger LOG = LoggerFactory.getLogger(Sync.class);
  private static final Duration ROUND = Duration.ofMinutes(5);
  private static final Duration TICK = Duration.ofSeconds(15);
  private static final Duration BEING_MADE = Duration.ofSeconds(10);
  private static final Duration ASKING = Duration.ofSeconds(5);
  private static final String DUTY = "sync";

  private final Looking looking;
  private final Applying applying;
  private final Copies copies;
  private final NodeStore nodes;
  private final Terms terms;
  private final Runnable opening;
  private final Clock clock;
  private final ReentrantLock round = new ReentrantLock();
  private final Set<String> told = new TreeSet<>();
  private volatile Optional<LastRound> last = Optional.empty();
  private volatile Optional<Plan> latest = Optional.empty();
  private Thread thread;
  private boolean awake;

  /**
   * Puts it together.
   *
   * @param opening lets the local engine ring, once it is known that this database is no copy; a
   *     second call must change nothing
   */
  public Sync(
      ScheduleStore schedules,
      Engines engines,
      Copies copies,
      NodeStore nodes,
      Terms terms,
      Runnable opening,
      Clock clock) {
    this.looking =
        new Looking(schedules, engines, copies::owner, copies, terms.enforcesDrift(), clock);
    this.applying = new Applying(schedules, new Carrying(schedules, engines, copies::owner, clock));
    this.copies = copies;
    this.nodes = nodes;
    this.terms = terms;
    this.opening = opening;
    this.clock = clock;
  }

  /**
   * How it works.
   *
   * @param instance a random id of this process
   * @param enforcesDrift whether edits and deletions made in the Upstash console are undone by
   *     themselves
   */
  public record Terms(String instance, boolean enforcesDrift) {}

  /**
   * The round that ended last.
   *
   * @param finished whether all was carried through that needs nobody's decision
   * @param detail what was not
   */
  public record LastRound(Instant at, boolean finished, Optional<String> detail) {}

  /**
   * What a round did.
   *
   * @param results what became of the lines
   * @param plan what is left afterwards
   */
  public record Round(List<Result> results, Plan plan) {}

  /** Begins the rounds, in a thread of its own: an engine may be slow. */
  public synchronized void start() {
    if (thread == null) {
      thread = new Thread(this::run, "carillon-sync");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Ends the rounds; waits for the present one for some seconds. May come twice, or first. */
  public void stop() {
    Thread ending;
    synchronized (this) {
      ending = thread;
      thread = null;
      notifyAll();
    }
    if (ending != null) {
      // It is not interrupted, since it may be in the database.
      try {
        ending.join(10_000);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Has a look soon, since something could not be carried through. */
  public synchronized void soon() {
    awake = true;
    notifyAll();
  }

  private void run() {
    Duration pause = Duration.ZERO;
    Optional<Instant> next = Optional.empty();
    int failures = 0;
    while (waits(pause)) {
      boolean open = guarded(this::opens);
      if (!open) {
        pause = ASKING;
        continue;
      }
      // Who starts does a round, whoever else does: the settings may be others.
      boolean isFirst = next.isEmpty();
      boolean isRound = next.map(it -> !clock.instant().isBefore(it)).orElse(true);
      boolean finished = guarded(isRound ? () -> ownRound(isFirst) : this::finish);
      failures = finished ? 0 : failures + 1;
      pause = finished ? TICK : backoff(failures);
      if (isRound) {
        next = Optional.of(clock.instant().plus(finished ? ROUND : pause));
      }
    }
  }

  private static Duration backoff(int failures) {
    Duration longer = TICK.multipliedBy(1L << Math.min(failures - 1, 5));
    return longer.compareTo(ROUND) > 0 ? ROUND : longer;
  }

  /** Returns false once it is to end. */
  private synchronized boolean waits(Duration pause) {
    try {
      if (!awake && !pause.isZero() && thread == Thread.currentThread()) {
        wait(pause.toMillis());
      }
      awake = false;
      return thread == Thread.currentThread();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private interface Step {
    /** Returns whether nothing is left over. */
    boolean done();
  }

  private static boolean guarded(Step step) {
    try {
      return step.done();
    } catch (StoreUnavailableException away) {
      LOG.warn("the database is not there; trying again: {}", away.getMessage());
    } catch (RuntimeException | Error broken) {
      LOG.error("a round of the sync broke; trying again", broken);
    }
    return false;
  }

  private boolean opens() {
    if (!copies.decide()) {
      return false;
    }
    if (copies.copied().isEmpty()) {
      opening.run();
    }
    return true;
  }

  private boolean ownRound(boolean inAnyCase) {
    Instant now = clock.instant();
    boolean mine = nodes.takeDuty(DUTY, terms.instance(), now, now.plus(ROUND).plus(TICK));
    if (!mine && !inAnyCase) {
      return finish();
    }
    round(Optional.empty(), false);
    return last.filter(LastRound::finished).isPresent();
  }

  /** Carries through what is pending, without a look at the rest; what waits for somebody waits. */
  boolean finish() {
    Instant now = clock.instant();
    if (copies.copied().isPresent()) {
      return true;
    }
    round.lock();
    try {
      List<Result> results = applying.finish(now, now.minus(BEING_MADE));
      results.forEach(this::tell);
      return results.stream().allMatch(it -> it.outcome() == Outcome.DONE);
    } finally {
      round.unlock();
    }
  }

  /** Returns the plan as it is now; changes nothing. */
  public Plan plan() {
    return look().plan();
  }

  private Look look() {
    Look look = looking.look();
    latest = Optional.of(look.plan());
    return look;
  }

  /** Returns the plan that was made last, on this node; asks nobody. */
  public Optional<Plan> latest() {
    return latest;
  }

  /** Returns how the last round ended, on this node. */
  public Optional<LastRound> last() {
    return last;
  }

  /** Does a round now: carries out all that needs nobody's decision. */
  public Round now() {
    return round(Optional.empty(), false);
  }

  /**
   * Does a round now.
   *
   * @param chosen the ids of the lines that are meant; all automatic ones if empty
   * @param confirmed whether somebody confirmed that many schedules are removed
   */
  public Round round(Optional<Set<String>> chosen, boolean confirmed) {
    round.lock();
    try {
      Instant now = clock.instant();
      Look look = look();
      Plan plan = look.plan();
      if (plan.copied().isPresent()) {
        String why = new HeldBackException(plan.copied().get().of()).getMessage();
        last = Optional.of(new LastRound(now, false, Optional.of(why)));
        return new Round(held(chosen, why), plan);
      }
      applying.noteMissing(plan, now);
      applying.noteTold(look.retold());
      List<Result> results = new ArrayList<>(applying.apply(plan, chosen, confirmed));
      if (chosen.isEmpty()) {
        results.addAll(applying.settle(plan, now));
      }
      Plan left = results.isEmpty() ? plan : plan();
      report(left, results, now);
      return new Round(results, left);
    } finally {
      round.unlock();
    }
  }

  private static List<Result> held(Optional<Set<String>> chosen, String why) {
    return chosen.orElse(Set.of()).stream()
        .sorted()
        .map(id -> Result.of(id, Outcome.HELD, why))
        .toList();
  }

  private void report(Plan left, List<Result> results, Instant now) {
    results.stream().filter(it -> it.outcome() != Outcome.STALE).forEach(this::tell);
    tellStale(results.stream()
        .filter(it -> it.outcome() == Outcome.STALE)
        .map(Result::item)
        .toList());
    Set<String> fresh = left.items().stream()
        .filter(it -> !it.automatic())
        .map(PlanItem::sentence)
        .collect(Collectors.toCollection(TreeSet::new));
    left.warnings().forEach(it -> fresh.add(it.detail()));
    if (left.waitsForConfirmation()) {
      fresh.add(
          left.removals() + " schedules are to be removed from QStash; confirm it in the plan");
    }
    synchronized (told) {
      fresh.stream().filter(it -> !told.contains(it)).forEach(it -> LOG.warn("plan: {}", it));
      told.removeIf(it -> !it.startsWith("! ") && !fresh.contains(it));
      told.addAll(fresh);
    }
    Optional<String> trouble = results.stream()
        .filter(it -> it.outcome() != Outcome.DONE)
        .flatMap(it -> it.detail().stream())
        .findFirst()
        .or(left::unknown);
    last = Optional.of(new LastRound(now, trouble.isEmpty(), trouble));
  }

  /** The same trouble is told once, until it is over. */
  private void tell(Result result) {
    String line = "! " + result.item() + ": " + result.detail().orElse("");
    synchronized (told) {
      told.removeIf(it -> it.startsWith("! " + result.item() + ": ") && !it.equals(line));
      if (result.outcome() == Outcome.DONE) {
        told.remove(line);
      } else if (told.add(line)) {
        LOG.warn("not carried through yet: {}", line.substring(2));
      }
    }
  }

  /** Whoever calls may name what was never there, and as much of it as a body holds. */
  private static void tellStale(List<String> ids) {
    if (!ids.isEmpty()) {
      String some = ids.stream().limit(3).map(Sync::shown).collect(Collectors.joining(", "));
      LOG.warn(
          "not carried through: {} lines that the plan has not (any more): {}",
          ids.size(),
          ids.size() > 3 ? some + ", …" : some);
    }
  }

  private static String shown(String id) {
    String plain = id.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= 100 ? plain : plain.substring(0, 100) + "…";
  }

  /** Says that this database is the original now, and does a round. */
  public Round original() {
    copies.original();
    opening.run();
    return now();
  }
}
