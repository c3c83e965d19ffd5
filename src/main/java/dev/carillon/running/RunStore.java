package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.delivery.Answer;
import dev.carillon.delivery.DeliveryId;
import dev.carillon.run.Attempt;
import dev.carillon.run.MessageId;
import dev.carillon.run.Redrive;
import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Visit;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps runs. May be shared by threads and nodes; each method is one transaction. Any method may
 * throw {@link StoreUnavailableException}.
 */
public interface RunStore {
  /**
   * Lets an arrival be decided and writes the decision down, with a delivery if the arrival has a
   * message. When two arrivals race, the database lets one through; the other is decided again over
   * what is there then, so the rule may be called more than once.
   *
   * @param rule pure; looks only at the view
   */
  Admitted admit(Arrival arrival, Function<AdmissionView, Decision> rule);

  /**
   * What an admission did.
   *
   * @param decision what was decided and written
   * @param delivery the delivery that was kept, if one was
   */
  record Admitted(Decision decision, Optional<DeliveryId> delivery) {}

  /** Tells whether a message came before. */
  boolean knows(MessageId message);

  /** Writes down what was answered to a delivery; a second call changes nothing. */
  void answered(DeliveryId delivery, Answer answer, Instant at);

  /** Returns a run, or empty if there is none. */
  Optional<Run> find(RunId id);

  /**
   * Returns a run.
   *
   * @throws UnknownRunException if there is none
   */
  default Run get(RunId id) {
    return find(id).orElseThrow(() -> new UnknownRunException(id));
  }

  /** Returns the newest run of each of some workflows; no entry for a workflow without. */
  Map<WorkflowId, Run> newest(Collection<WorkflowId> some);

  /** Returns those of some runs that are kept. */
  Set<RunId> kept(Collection<RunId> some);

  /** Returns those of some runs that have ended, or that wait for an instant after {@code now}. */
  List<Run> settled(Collection<RunId> some, Instant now);

  /**
   * Takes a run to walk it: one that is PENDING, WAITING or RETRYING with its time come, or RUNNING
   * under a lease that has expired. From PENDING and RETRYING a new attempt begins. A RETRYING run
   * whose engine owned the attempt, and did not bring it, becomes ours if {@code sweeping}.
   *
   * @param owner this node
   * @param now compared with wake instants and leases
   * @param until when the lease expires unless it is renewed
   * @param takeover whether also if another holds it under a lease that has expired
   * @return empty if it is not to be walked now, or another was faster
   */
  Optional<Claim> claim(
      RunId run, String owner, Instant now, Instant until, boolean sweeping, boolean takeover);

  /** Takes a run to walk it, also one that another has left. */
  default Optional<Claim> claim(
      RunId run, String owner, Instant now, Instant until, boolean sweeping) {
    return claim(run, owner, now, until, sweeping, true);
  }

  /**
   * A run that was taken.
   *
   * @param lease the right to walk it
   * @param run as it stands now: RUNNING
   * @param takeovers how often in a row it was taken over in this attempt from one whose lease had
   *     expired, without a step that was finished in between; with this time
   */
  record Claim(Lease lease, Run run, int takeovers) {}

  /**
   * Returns runs that were to begin later than at their due times and whose time has come, the first
   * one first; whether they do is to be decided.
   */
  List<RunId> toBegin(Instant now, int limit);

  /**
   * Decides whether a run begins whose time has come, writes that down, and ends the runs that it
   * cancels. One that may not begin is CANCELED, and its due time SKIPPED.
   *
   * @param rule pure; looks only at the view, and may be called more than once
   * @return what was decided; empty if it was decided before, or its time has not come
   */
  Optional<Onset> begin(RunId run, Instant now, BiFunction<Run, AdmissionView, Onset> rule);

  /**
   * Returns runs that could be claimed now, in the order of their due times (of their making, where
   * they have none).
   *
   * @param limit how many at the most
   * @param takeover whether with those that another holds under a lease that has expired
   */
  List<RunId> claimable(Instant now, int limit, boolean takeover);

  /** Returns runs that could be claimed now, with those that were left by others. */
  default List<RunId> claimable(Instant now, int limit) {
    return claimable(now, limit, true);
  }

  /** Returns the earliest instant after {@code now} at which a parked run is to be woken. */
  Optional<Instant> nextWake(Instant now);

  /** Moves the end of a lease, never to an earlier instant; returns false if it is lost. */
  boolean renew(Lease lease, Instant until);

  /**
   * Moves the ends of several leases of one owner at once, never to earlier instants. Those whose runs
   * are being written at this moment are left out and not waited for.
   *
   * @return those that were renewed; whether any other is lost, {@link #renew} tells
   */
  Set<Lease> renewAll(Collection<Lease> leases, Instant until);

  /**
   * Says that the walker of a run that was canceled has not let go of it yet: until then the run's
   * schedule has no room for another. Without effect on any other run.
   */
  void keepStopping(Lease lease, Instant until);

  /**
   * Says that the walker of a run that was canceled has let go of it.
   *
   * @return the run that was canceled by a wish, itself or an ancestor, if nobody had said so before
   */
  Optional<RunId> stopped(Lease lease);

  /** Returns the leases of an owner's whose runs were canceled and that it has not let go of. */
  List<Lease> toStop(String owner);

  /**
   * Returns the runs that could begin an attempt now because another has left: of its schedule, and
   * of its workflow if that is limited.
   */
  List<RunId> next(Run left, Instant now);

  /** Gives a lease back without ending the run, so that another may take it at once. */
  void release(Lease lease, Instant now);

  /** As {@link #release}, and those that wait now are taken before it. */
  void standBack(Lease lease, Instant now);

  /**
   * Ends a run well.
   *
   * @throws LeaseLostException if the lease is lost; nothing is written
   */
  Run succeed(Lease lease, JsonNode output, Instant at);

  /**
   * Ends an attempt badly: the run becomes FAILED or RETRYING as the rule says.
   *
   * @param rule pure; sees the run as it stands, RUNNING, with its ownership at that moment
   * @throws LeaseLostException if the lease is lost; nothing is written
   */
  Run fail(Lease lease, RunError error, Instant at, Function<Run, AfterFailure> rule);

  /**
   * What follows a failed attempt.
   *
   * @param state {@code FAILED} or {@code RETRYING}
   * @param wakeAt when our timers look after it; present if it is retrying
   */
  record AfterFailure(RunState state, Optional<Instant> wakeAt) {}

  /**
   * Lays a run aside, WAITING, and gives the lease back. If a child that it waits for has ended
   * meanwhile, it is due at once.
   *
   * @param until when it goes on; empty if only the end of a child wakes it
   * @throws LeaseLostException if the lease is lost; nothing is written
   */
  Run park(Lease lease, Optional<Instant> until, Instant at);

  /** Records when a run's time is over and returns that; once recorded it is never moved. */
  Instant bound(Lease lease, Instant deadline);

  /**
   * Makes the run that a visit asks for, and writes the visit in the same transaction. The end of a
   * child that is awaited lets its parent go on.
   *
   * @return false if the run has as many parents as it may have; then there is no child
   * @throws LeaseLostException if the lease is lost; nothing is written
   */
  boolean spawn(Lease lease, Visit visit, Child child, Instant at);

  /** Returns what one of a schedule's revisions says; empty if there is none. */
  Optional<Wording> wording(ScheduleId schedule, int revision);

  /** Returns the runs of a schedule that are not ended, the oldest first. */
  List<Run> unended(ScheduleId schedule);

  /** Returns the runs that a run waits, or waited, for, and those that these wait for. */
  List<RunId> descendants(RunId run);

  /**
   * Makes the run ours: its engine is about to be answered with a 2xx. A run that is RETRYING and
   * owned by its engine is left alone, for that engine must be told to come again.
   *
   * @return the run as it stands afterwards
   */
  Run handOver(RunId run);

  /**
   * Makes the run of a message ours, because its engine gave that message up. One that waited for the
   * engine's next attempt is due when that was to come. A run that has ended is left as it is.
   *
   * @param grace how much longer we would have waited for the engine; that falls away
   * @param at now: it is not due before
   * @return the run as it stands afterwards, or empty if the message made none
   */
  Optional<Run> adopt(MessageId message, Duration grace, Instant at);

  /**
   * Ends a run by somebody's wish, and the runs that it waits for, whoever walks them; those walkers'
   * next write fails. A run that has ended is left as it is.
   *
   * @return the run as it stands afterwards
   */
  Run cancel(RunId run, Run.Canceled wish, Instant at);

  /** Ends a run where no person wished it. */
  default Run cancel(RunId run, String reason, Instant at) {
    return cancel(run, new Run.Canceled(reason, Optional.empty()), at);
  }

  /**
   * Lets a run that ended without success go on: it is RETRYING and due, ours, with its whole time
   * limit, and with one attempt left at the least. Two wishes at a time: the second one is judged by
   * what the first one did.
   *
   * @param rule pure; throws what stands in the way, and then nothing is written
   * @return the run as it stands afterwards
   * @throws UnknownRunException if there is none
   */
  Run redrive(RunId run, Redrive.Wish wish, Consumer<Ended> rule);

  /**
   * Makes the arrival's run in the place of one that ended without success; a due time that it stands
   * for becomes its own. If it begins at the failed step, it has taken over the journal of the old one:
   * its visits are of attempt 0, and the runs that the old one waits, or waited, for where it had not
   * finished are its own from then on. If the arrival's input is another one than that of the old run,
   * what is neither finished nor holds anything that is, is left out, and so begins anew.
   *
   * @param from where it begins
   * @param rule pure; throws what stands in the way, and then nothing is written. May be called more
   *     than once
   * @return the run that was made
   * @throws UnknownRunException if there is none to replace
   */
  Run redriveAnew(
      Arrival arrival,
      RunId old,
      Redrive.From from,
      Redrive.Wish wish,
      BiFunction<Ended, AdmissionView, Decision.Start> rule);

  /** Returns how often a run was done again, and how it was made if in place of another; in order. */
  List<Redrive> redrives(RunId run);

  /** Returns the attempts of a run, the first one first. */
  List<Attempt> attempts(RunId run);

  /** Returns the runs of the same workflow that were made right before and after one. */
  Neighbours neighbours(Run run);

  /**
   * What was made before and after a run.
   *
   * @param previous empty for the first one that is kept
   * @param next empty for the newest one
   */
  record Neighbours(Optional<Run> previous, Optional<Run> next) {}

  /**
   * Returns the runs that visits of a run asked for, those of a visit in the order of their making.
   * Where one asked anew, what ended before is left out.
   *
   * @param first the number of a visit, as in {@link Journal.Entry}
   * @param last the number of that visit or a later one
   */
  List<ChildRun> children(RunId run, long first, long last);

  /**
   * A run that a visit of another asked for, as it stands.
   *
   * @param visit the number of that visit
   */
  record ChildRun(
      long visit,
      RunId id,
      WorkflowId workflow,
      RunState state,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt) {}

  /**
   * Returns a page of runs, the newest first.
   *
   * @param after the last run of the page before; empty for the first page
   */
  List<Run> list(RunFilter filter, Optional<RunId> after, int limit);

  /**
   * Returns those of a list that hold a text, whatever its case: in the name of the workflow, in the
   * error's title, detail or place, in the reason of a cancellation, or at the beginning of the id. It
   * looks through a bounded number of runs, however many there are; for what begins like an id it looks
   * through ids alone, and all of them.
   *
   * @param text not blank
   * @param after where the search before stopped; empty for the newest
   */
  Found search(RunFilter filter, String text, Optional<RunId> after, int limit);

  /**
   * What a search came upon.
   *
   * @param runs the newest first
   * @param further where to go on, after which there may be more; empty if all was looked through
   */
  record Found(List<Run> runs, Optional<RunId> further) {
    public Found {
      runs = List.copyOf(runs);
    }
  }
}
