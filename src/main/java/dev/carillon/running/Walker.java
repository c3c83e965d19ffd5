package dev.carillon.running;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.authoring.Definitions;
import dev.carillon.authoring.UnknownWorkflowException;
import dev.carillon.function.Function;
import dev.carillon.run.ErrorType;
import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.workflow.InvalidDefinitionException;
import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks runs that were claimed, and writes how they came out. May be shared by threads. */
final class Walker {
  private static final Logger LOG = LoggerFactory.getLogger(Walker.class);
  /** How often in a row a server may go down with a run. */
  static final int TAKEOVERS = 5;

  private static final String DEADLY =
      "its server went down, froze or lost the database " + TAKEOVERS
          + " times in a row while it worked on the run, and no step was finished in between; look at"
          + " the step that was at work, and at the server's log and memory at that time";

  private final RunStore runs;
  private final Definitions definitions;
  private final Surroundings.Shared house;
  private final HttpCaller http;
  private final Map<String, Function> functions;
  private final Children children;
  private final Changes changes;
  private final Clock clock;
  private final Branching branching = new Branching();
  private final Workshop workshop = new Workshop();
  private final ObjectMapper json = new ObjectMapper();

  Walker(
      Surroundings.Shared house,
      HttpCaller http,
      Map<String, Function> functions,
      Children children,
      Changes changes) {
    this.runs = house.runs();
    this.house = house;
    this.definitions = children.definitions();
    this.http = http;
    this.functions = Map.copyOf(functions);
    this.children = children;
    this.changes = changes;
    this.clock = house.clock();
  }

  /** Stops the threads of branches and functions; the walks were stopped before. */
  void stop() {
    branching.stop();
    workshop.close();
  }

  /**
   * Walks until the run ended, waits, retries, its share is over or {@code stopping} says so.
   *
   * @return the run as it stands then
   * @throws LeaseLostException if another took it over, or it was ended
   */
  Run walk(RunStore.Claim claim, BooleanSupplier stopping, Share share, Cancellation cancellation) {
    tell(claim.run());
    Patience patience = new Patience(stopping);
    Outcome outcome = outcome(claim, stopping, share, cancellation, patience);
    Run left = write(claim, outcome, share, patience);
    tell(left);
    return left;
  }

  /** What kills its server each time would do so for ever; as a failed attempt it has a budget. */
  private static boolean isDeadly(RunStore.Claim claim) {
    return claim.takeovers() >= TAKEOVERS;
  }

  private Outcome outcome(
      RunStore.Claim claim,
      BooleanSupplier stopping,
      Share share,
      Cancellation cancellation,
      Patience patience) {
    if (isDeadly(claim)) {
      return new Outcome.Failed(RunError.of(ErrorType.RUNTIME, DEADLY));
    }
    try {
      var surroundings = new Surroundings(
          claim,
          patience.get(() -> definitions.pinned(claim.run().hash())),
          house,
          patience,
          () -> stopping.getAsBoolean() || cancellation.isCancelled(),
          share,
          () -> tell(claim.run()));
      var call =
          new HttpTask(http, house.expressions(), json, clock, claim.run().dueTime());
      var effects = new Effects(surroundings, function(surroundings), call);
      var walk = new Walk(surroundings, effects, branching, children, cancellation);
      return stopped(walk.top(), cancellation);
    } catch (UnknownWorkflowException | InvalidDefinitionException unreadable) {
      return new Outcome.Failed(
          RunError.of(ErrorType.CONFIGURATION, "its definition cannot be read any more"));
    } catch (LeaseLostException | StoreUnavailableException notTheRuns) {
      throw notTheRuns;
    } catch (RuntimeException | VirtualMachineError | LinkageError | AssertionError unforeseen) {
      // Left to its lease it would be walked again for ever; as a failed attempt it has a budget.
      LOG.error("walking {} broke", claim.run().id(), unforeseen);
      return new Outcome.Failed(RunError.of(
          ErrorType.RUNTIME, "the walk broke (" + unforeseen.getClass().getSimpleName() + ")"));
    }
  }

  private FunctionTask function(Surroundings at) {
    return new FunctionTask(functions, workshop, at.run(), at.schedule(), clock);
  }

  /** A call that was broken off because we stop is no fault of the task's. */
  private static Outcome stopped(Outcome outcome, Cancellation cancellation) {
    return outcome instanceof Outcome.Failed && cancellation.isCancelled()
        ? new Outcome.Stopped()
        : outcome;
  }

  private Run write(RunStore.Claim claim, Outcome outcome, Share share, Patience patience) {
    Lease lease = claim.lease();
    if (outcome instanceof Outcome.Done done) {
      return patience.get(() -> runs.succeed(lease, done.output(), clock.instant()));
    }
    if (outcome instanceof Outcome.Failed failed) {
      return patience.get(() -> runs.fail(
          lease,
          failed.error(),
          clock.instant(),
          run -> RetryRule.after(run, failed.error(), clock.instant())));
    }
    if (outcome instanceof Outcome.Broken broken) {
      return patience.get(
          () -> runs.fail(lease, broken.error(), clock.instant(), run -> RetryRule.END));
    }
    if (outcome instanceof Outcome.Parked parked) {
      return patience.get(() -> runs.park(lease, parked.until(), clock.instant()));
    }
    if (outcome instanceof Outcome.Stopped) {
      patience.run(() -> {
        if (share.wasOver()) {
          runs.standBack(lease, clock.instant());
        } else {
          runs.release(lease, clock.instant());
        }
      });
    }
    return runs.get(lease.run());
  }

  private void tell(Run run) {
    changes.tell(new Changes.Change(run.workflow(), run.id()));
  }
}
