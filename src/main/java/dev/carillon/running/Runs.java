package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.authoring.Definitions;
import dev.carillon.authoring.UnknownWorkflowException;
import dev.carillon.function.Function;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.Trigger;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes and walks runs: the way in for whoever asks for a run, and the threads that walk them. May be
 * shared by threads. Starting begins with what an earlier process left; stopping may come twice.
 */
public final class Runs {
  private final RunStore runs;
  private final RunIds ids;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor timer;
  private final ScheduledThreadPoolExecutor holds;
  private final ExecutorService answers;
  private final Endings endings;
  private final Walker walker;
  private final Nudging nudging;
  private final Walkers walkers;
  private final Stops stops;
  private final Deliveries deliveries;
  private final Redriving redriving;
  private final int levels;

  /**
   * Puts the room together; nothing is started.
   *
   * @param runs keeps runs
   * @param journal keeps what they did
   * @param definitions what they do
   * @param expressions evaluates what they say
   * @param schemes holds data against their schemas
   * @param secrets finds the secrets that they name
   * @param http does their calls
   * @param functions by name, the built-in ones included
   * @param messages what the engine holds of ours
   * @param nudges keeps which of them wake runs
   * @param changes is told of every step
   * @param clock tells the time
   * @param node names this process
   * @param terms how much at a time and how long
   */
  public Runs(
      RunStore runs,
      Journal journal,
      Definitions definitions,
      Expressions expressions,
      Schemes schemes,
      Secrets secrets,
      HttpCaller http,
      Map<String, Function> functions,
      Messages messages,
      NudgeStore nudges,
      Changes changes,
      Clock clock,
      String node,
      Terms terms) {
    this.runs = runs;
    this.clock = clock;
    this.levels = terms.limits().levels();
    this.ids = new RunIds(clock);
    timer = timer("carillon-timer");
    // Whoever waits for an answer gets it in time, also while the other one waits for the database.
    holds = timer("carillon-holds");
    var house = new Surroundings.Shared(
        runs, journal, expressions, schemes, secrets, terms.limits(), clock);
    var children = new Children(definitions, ids::next, this::poke);
    this.walker = new Walker(house, http, functions, children, changes);
    answers = Executors.newFixedThreadPool(4, WalkerThreads.daemons("carillon-answers"));
    endings = new Endings(runs, holds, answers, clock);
    nudging = new Nudging(nudges, messages, terms.nudged(), clock);
    this.walkers = new Walkers(runs, walker, endings, nudging, clock, node, terms, timer);
    this.stops = new Stops(runs, walkers, changes);
    walkers.whenSweeping(new Onsets(runs, stops)::sweep);
    this.redriving = new Redriving(runs, definitions, ids, walkers, changes, terms.limits());
    this.deliveries = new Deliveries(
        runs,
        new Admission(definitions),
        definitions,
        messages,
        walkers,
        stops,
        new Nudges(runs, walkers, nudging, endings, clock, terms.hold()),
        endings,
        clock,
        terms.hold());
  }

  private static ScheduledThreadPoolExecutor timer(String name) {
    var timer = new ScheduledThreadPoolExecutor(1, WalkerThreads.daemons(name));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /**
   * How runs are walked.
   *
   * @param capacity how many at a time, at least 1
   * @param hold how long a delivery waits for its run before it is answered 202
   * @param limits how much each may do
   * @param nudged whether parked runs are woken by messages too
   * @param lastStep how long a step may go on after a stop before it is broken off
   */
  public record Terms(
      int capacity, Duration hold, Limits limits, boolean nudged, Duration lastStep) {
    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    /** Gives a last step ten seconds. */
    public Terms(int capacity, Duration hold, Limits limits, boolean nudged) {
      this(capacity, hold, limits, nudged, LAST_STEP);
    }

    /** Wakes by our own timers alone. */
    public Terms(int capacity, Duration hold, Limits limits) {
      this(capacity, hold, limits, false);
    }

    /** Takes the usual limits, and wakes by our own timers alone. */
    public Terms(int capacity, Duration hold) {
      this(capacity, hold, Limits.USUAL);
    }
  }

  private void poke(RunId run) {
    walkers.poke(run);
  }

  /** Begins to walk. */
  public void start() {
    walkers.start();
  }

  /** Stops walking; what was begun is left at a step, for another process to go on. */
  public void stop() {
    endings.close();
    walkers.stop();
    walker.stop();
    nudging.stop();
    timer.shutdownNow();
    holds.shutdownNow();
    answers.shutdown();
    try {
      timer.awaitTermination(5, TimeUnit.SECONDS);
      holds.awaitTermination(5, TimeUnit.SECONDS);
      answers.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns where engines hand in. */
  public Deliveries deliveries() {
    return deliveries;
  }

  /** Returns what does runs again that ended without success. */
  public Redriving redriving() {
    return redriving;
  }

  /** Returns what walks; told when a test has moved its clock. */
  public Walkers walkers() {
    return walkers;
  }

  /** Returns how many runs, answers and instants are kept in mind; what waits for room is none. */
  int held() {
    return walkers.busy()
        + endings.many()
        + timer.getQueue().size()
        + holds.getQueue().size();
  }

  /** Tells whether a message led to something before. */
  public boolean knows(MessageId message) {
    return runs.knows(message);
  }

  /** Returns how deep what a run is given may be nested: as deep as what its tasks give. */
  public int levels() {
    return levels;
  }

  /** Returns an id for an arrival. */
  public RunId nextId() {
    return ids.next();
  }

  /**
   * Runs a workflow because somebody asked for it.
   *
   * @return the run, PENDING or further
   * @throws UnknownWorkflowException if there is no such workflow
   */
  public Run start(WorkflowId workflow, Trigger trigger, JsonNode input) {
    Arrival arrival = Arrival.wish(
        ids.next(), "api", workflow, trigger, Optional.empty(), input, clock.instant());
    RunId run =
        deliveries.hand(arrival).run().orElseThrow(() -> new UnknownWorkflowException(workflow));
    return runs.get(run);
  }

  /**
   * Takes over the run of a message that its engine gave up.
   *
   * @return the run, or empty if the message made none
   */
  public Optional<Run> adopt(MessageId message) {
    Optional<Run> ours = runs.adopt(message, RetryRule.ENGINE_GRACE, clock.instant());
    ours.ifPresent(run -> walkers.poke(run.id()));
    return ours;
  }

  /**
   * Ends a run by somebody's wish, and the runs that it waits for; one that has ended is left as it is.
   *
   * @throws UnknownRunException if there is no such run
   */
  public Run cancel(RunId id, String reason) {
    return cancel(id, new Run.Canceled(reason, Optional.empty()));
  }

  /**
   * As {@link #cancel(RunId, String)}, and keeps who wished it.
   *
   * @throws UnknownRunException if there is no such run
   */
  public Run cancel(RunId id, Run.Canceled wish) {
    Run ended = runs.cancel(id, wish, clock.instant());
    stops.follow(ended);
    return ended;
  }
}
