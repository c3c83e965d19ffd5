package dev.carillon.running;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks what is due, so many runs at a time, and holds no thread for a run that waits. What is beyond
 * its capacity stays a row, and is taken in the order of due times: while one is left so, nobody
 * whose turn was not looked up is taken on this node.
 *
 * <p>Rows are the truth: a run that nobody told it about, a lease that expired and a wait whose time
 * came are found by the sweep, at start and at least each fifteen seconds. May be shared by threads.
 */
public final class Walkers {
  private static final Logger LOG = LoggerFactory.getLogger(Walkers.class);
  /** For how long a run is taken; it is taken anew as long as it is walked. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration SWEEP = Duration.ofSeconds(15);

  private final RunStore runs;
  private final Walker walker;
  private final Endings endings;
  private final Nudging nudging;
  private final Clock clock;
  private final String node;
  private final int capacity;
  private final Duration lastStep;
  private final Semaphore free;
  private final ScheduledExecutorService timer;
  private final ExecutorService threads;
  private final ScheduledExecutorService renewal;
  private final Map<RunId, Active> active = new ConcurrentHashMap<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Backlog backlog = new Backlog();
  private final AtomicBoolean soon = new AtomicBoolean();
  private final AtomicLong wakeAt = new AtomicLong(Long.MAX_VALUE);
  private final Truce truce;
  private volatile Consumer<Instant> beginning = now -> {};

  private record Active(Lease lease, Cancellation cancellation) {}

  Walkers(
      RunStore runs,
      Walker walker,
      Endings endings,
      Nudging nudging,
      Clock clock,
      String node,
      Runs.Terms terms,
      ScheduledExecutorService timer) {
    this.runs = runs;
    this.walker = walker;
    this.endings = endings;
    this.nudging = nudging;
    this.clock = clock;
    this.node = node;
    this.capacity = terms.capacity();
    this.lastStep = terms.lastStep();
    this.free = new Semaphore(capacity);
    this.timer = timer;
    this.truce = new Truce(clock);
    this.threads = Executors.newCachedThreadPool(WalkerThreads.walkers("carillon-walker"));
    // Leases have a thread of their own: whatever else is slow, they are renewed in time.
    this.renewal =
        Executors.newSingleThreadScheduledExecutor(WalkerThreads.daemons("carillon-leases"));
  }

  /** Has something done before each sweep from now on. */
  void whenSweeping(Consumer<Instant> work) {
    beginning = work;
  }

  /** Begins to sweep; goes on with what an earlier process left, before anybody new comes. */
  void start() {
    guarded(this::sweep);
    every(SWEEP, SWEEP, this::sweep);
    long third = LEASE.dividedBy(3).toMillis();
    renewal.scheduleWithFixedDelay(() -> guarded(this::renew), third, third, TimeUnit.MILLISECONDS);
    every(Duration.ZERO, Duration.ofSeconds(1), endings::lookAll);
    every(Duration.ZERO, SWEEP, this::makeUpForNudges);
    every(Duration.ZERO, Duration.ofSeconds(1), this::heed);
  }

  private void every(Duration first, Duration pause, Runnable work) {
    timer.scheduleWithFixedDelay(
        () -> guarded(work), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Stops: no run is taken any more; those at work are left at their next step, a call that lasts
   * longer than a last step may is broken off, and other nodes or the next start go on with them.
   */
  void stop() {
    stopping.set(true);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(lastStep.toMillis(), TimeUnit.MILLISECONDS)) {
        active.values().forEach(it -> it.cancellation().cancel());
        threads.awaitTermination(lastStep.toMillis(), TimeUnit.MILLISECONDS);
      }
      renewal.shutdownNow();
      renewal.awaitTermination(lastStep.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      renewal.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Tells that a run may be due. Returns at once; a full house, or one before which others wait,
   * leaves it to the sweep.
   *
   * @return whether there was room for it
   */
  public boolean poke(RunId run) {
    return poke(run, false);
  }

  /** Tells that a run begins at an instant to come. Returns at once. */
  void expect(RunId run, Instant begins) {
    wakeAt(begins);
    nudging.expect(run);
  }

  private boolean poke(RunId run, boolean sweeping) {
    if (backlog.isThere()) {
      leave();
      return false;
    }
    return take(run, sweeping);
  }

  /** Leaves a run a row, which is taken in its turn. */
  private void leave() {
    backlog.add();
    if (free.availablePermits() > 0) {
      soon();
    }
  }

  /** Has nudges sent that are missing, and takes back those that nobody needs. */
  void makeUpForNudges() {
    nudging.sweep();
  }

  /** Takes what is due now, as far as there is room. */
  public void sweep() {
    if (stopping.get()) {
      return;
    }
    Instant now = clock.instant();
    truce.watchOver(() -> beginning.accept(now));
    takeInTurn(now);
    runs.nextWake(now).ifPresent(this::wakeAt);
  }

  private List<RunId> claimable(Instant now, int limit) {
    return truce.watch(() -> runs.claimable(now, limit, !truce.holds())).stream()
        .filter(run -> !active.containsKey(run))
        .toList();
  }

  /** Asks for one more than there is room for, to know whether any are left. */
  private void takeInTurn(Instant now) {
    long then = backlog.now();
    int room = free.availablePermits();
    if (room == 0) {
      // Who becomes free looks for what was not looked for now, before anybody new is taken.
      backlog.add();
      return;
    }
    List<RunId> due = claimable(now, room + active.size() + 1);
    due.stream().limit(room).forEach(run -> take(run, true));
    if (due.size() <= room) {
      backlog.cleared(then);
    } else {
      backlog.add();
    }
  }

  /** Breaks off what a run does on this node; it was ended by somebody's wish. */
  void cancel(Run ended) {
    Optional.ofNullable(active.get(ended.id()))
        .ifPresent(it -> it.cancellation().cancel());
    left(ended);
  }

  /** Breaks off what was canceled on another node, or by another run. */
  void heed() {
    if (!active.isEmpty()) {
      runs.toStop(node)
          .forEach(lease -> Optional.ofNullable(active.get(lease.run()))
              .filter(it -> it.lease().equals(lease))
              .ifPresent(it -> it.cancellation().cancel()));
    }
  }

  /** Tells whoever has to do with a run that nobody walks any more, for now or for ever. */
  private void left(Run run) {
    endings.tell(run);
    nudging.left(run);
    if (!run.holdsSlot()) {
      pokeNext(run);
    }
  }

  /** No engine brings them now: an attempt that one owned is taken over, as by a sweep. */
  private void pokeNext(Run left) {
    runs.next(left, clock.instant()).forEach(next -> poke(next, true));
  }

  private boolean take(RunId run, boolean sweeping) {
    // What this very node walks is not taken from it; a renewal that was late is made up for.
    if (stopping.get() || sweeping && active.containsKey(run)) {
      return false;
    }
    if (!free.tryAcquire()) {
      leave();
      return false;
    }
    try {
      threads.execute(() -> work(run, sweeping));
      return true;
    } catch (RejectedExecutionException | Error noThread) {
      free.release();
      if (noThread instanceof Error || !stopping.get()) {
        throw noThread;
      }
      return false;
    }
  }

  /** Whoever pokes does not know that it is walked here; that it is, its lease tells. */
  private boolean isStillOurs(RunId run, boolean sweeping) {
    Active mine = active.get(run);
    return mine != null && (sweeping || runs.renew(mine.lease(), clock.instant().plus(LEASE)));
  }

  private void work(RunId run, boolean sweeping) {
    try {
      // It may have come to be ours since it was put in line.
      if (!isStillOurs(run, sweeping)) {
        Instant now = clock.instant();
        runs.claim(run, node, now, now.plus(LEASE), sweeping, !truce.holds()).ifPresent(this::walk);
      }
    } catch (StoreUnavailableException gone) {
      LOG.warn("{} is left to the sweep: {}", run, gone.getMessage());
    } catch (RuntimeException broken) {
      LOG.error("walking {} broke; its lease will expire and it will be taken again", run, broken);
    } finally {
      free.release();
      if (backlog.isThere()) {
        // Others wait as rows: whoever makes room looks for them.
        soon();
      }
    }
  }

  private void walk(RunStore.Claim claim) {
    RunId run = claim.run().id();
    Cancellation cancellation = new Cancellation();
    Active mine = new Active(claim.lease(), cancellation);
    Optional.ofNullable(active.put(run, mine)).ifPresent(it -> it.cancellation().cancel());
    try {
      Share share = new Share(clock, this::othersWait);
      Run left = walker.walk(claim, stopping::get, share, cancellation);
      if (share.wasOver()) {
        backlog.add();
      }
      // First out of the way: what is due at once would not be taken while it is ours.
      active.remove(run, mine);
      left(left);
      left.wakeAt().ifPresent(this::wakeAt);
      left.parent().filter(any -> left.state().isEnded()).ifPresent(this::poke);
      letGo(mine, left);
    } catch (LeaseLostException overtaken) {
      LOG.info("{}", overtaken.getMessage());
      active.remove(run, mine);
      letGo(mine, runs.get(run));
    } finally {
      active.remove(run, mine);
    }
  }

  /** Asked now and then by those who walk on and on. */
  private boolean othersWait() {
    try {
      return free.availablePermits() == 0
          && !claimable(clock.instant(), active.size() + 1).isEmpty();
    } catch (StoreUnavailableException gone) {
      return false;
    }
  }

  /** Only now has a run stopped that was canceled while it was walked here. */
  private void letGo(Active mine, Run left) {
    if (left.state() == RunState.CANCELED) {
      Optional<RunId> root = runs.stopped(mine.lease());
      root.flatMap(runs::find).ifPresent(this::pokeNext);
      root.filter(it -> !it.equals(left.id())).ifPresent(any -> pokeNext(left));
    }
  }

  /** One statement for all, however many and however slow; those that are being written come after. */
  void renew() {
    List<Active> all = List.copyOf(active.values());
    Instant end = clock.instant().plus(LEASE);
    Set<Lease> renewed =
        truce.watch(() -> runs.renewAll(all.stream().map(Active::lease).toList(), end));
    all.stream()
        .filter(it -> !renewed.contains(it.lease()))
        .forEach(it -> guarded(() -> {
          // Of each by itself: those before it may have taken long.
          Instant until = clock.instant().plus(LEASE);
          if (!runs.renew(it.lease(), until)) {
            it.cancellation().cancel();
            runs.keepStopping(it.lease(), until);
          }
        }));
  }

  /** Sweeps when the next parked run is due, if that is before the regular sweep. */
  private void wakeAt(Instant instant) {
    long millis = instant.toEpochMilli();
    long before = wakeAt.getAndAccumulate(millis, Math::min);
    if (millis < before) {
      Duration pause = Duration.between(clock.instant(), instant);
      if (pause.compareTo(SWEEP) <= 0) {
        schedule(Math.max(0, pause.toMillis()) + 1, millis);
      } else {
        wakeAt.compareAndSet(millis, Long.MAX_VALUE);
      }
    }
  }

  private void schedule(long delay, long millis) {
    if (!stopping.get()) {
      timer.schedule(
          () -> {
            wakeAt.compareAndSet(millis, Long.MAX_VALUE);
            guarded(this::sweep);
          },
          delay,
          TimeUnit.MILLISECONDS);
    }
  }

  /** Sweeps at once; of many wishes one is kept. */
  private void soon() {
    if (!stopping.get() && soon.compareAndSet(false, true)) {
      timer.execute(() -> {
        soon.set(false);
        guarded(this::sweep);
      });
    }
  }

  /** A timer that throws never comes again: nothing may leave it, no want of memory either. */
  static void guarded(Runnable work) {
    try {
      work.run();
    } catch (StoreUnavailableException gone) {
      LOG.warn("the database is not there; trying again: {}", gone.getMessage());
    } catch (RuntimeException | Error broken) {
      LOG.error("a sweep broke; trying again", broken);
    }
  }

  /** Returns how many runs may be walked at a time. */
  public int capacity() {
    return capacity;
  }

  /** Returns how many are walked now. */
  int busy() {
    return capacity - free.availablePermits();
  }
}
