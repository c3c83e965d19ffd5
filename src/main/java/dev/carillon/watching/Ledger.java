package dev.carillon.watching;

import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.ScheduleId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps what became of each due time, and how far that is known. May be shared by threads and
 * nodes; each method is one transaction. Any method may throw {@link
 * dev.carillon.running.StoreUnavailableException}.
 */
public interface Ledger {
  /** Returns the revisions that are to be looked at now, those that wait longest first. */
  List<Watched> due(Instant now, int limit);

  /** Returns when the next one is to be looked at. */
  Optional<Instant> nextLook();

  /**
   * Moves cursors on, each unless somebody else moved it meanwhile. Only for what needs no
   * judgement: the due times that are passed have their rows.
   */
  void move(List<Move> moves);

  /**
   * A step of a cursor.
   *
   * @param from where it was seen to be settled until
   */
  record Move(Instant from, Cursor to) {}

  /**
   * Lets the next due times of a revision be judged and writes it down; neither an arrival nor an
   * edit of the schedule comes between. If the revision is not watched any more, nothing is done.
   *
   * @param rule pure; looks only at the view. It may be called more than once
   */
  Optional<Judgement> judge(
      ScheduleId schedule, int revision, Instant now, Function<LedgerView, Judgement> rule);

  /** Looks at a revision again at that instant and not before, because judging it broke. */
  void postpone(ScheduleId schedule, int revision, Instant until);

  /**
   * Returns a page of the schedules that have due times to be caught up, in the order of their ids.
   */
  List<Waiting> waiting(Optional<ScheduleId> after, int limit);

  /** Returns what a schedule has to be caught up, if it has. */
  Optional<Waiting> waiting(ScheduleId schedule);

  /** As {@link #waiting(ScheduleId)}, but only what somebody asked for; empty if nothing of it is. */
  Optional<Waiting> wished(ScheduleId schedule);

  /**
   * A schedule with due times that are caught up one after the other.
   *
   * @param next the oldest; empty if there is none left
   * @param free whether no run of the schedule is under way
   * @param wished the backfill that the next one belongs to, if somebody asked for one
   */
  record Waiting(
      ScheduleId schedule, Optional<Occurrence> next, boolean free, Optional<Wished> wished) {
    /** Is caught up by itself. */
    public Waiting(ScheduleId schedule, Optional<Occurrence> next, boolean free) {
      this(schedule, next, free, Optional.empty());
    }

    /**
     * What somebody asked for.
     *
     * @param backfill its id
     * @param perMinute how many of its runs may begin in a minute
     * @param notBefore when the next one may begin
     */
    public record Wished(long backfill, int perMinute, Instant notBefore) {}
  }

  /** Notes that a run of a backfill began: the next one may when its share of a minute is over. */
  void began(Waiting.Wished wished, Instant now);

  /** Forgets that a schedule had due times to be caught up, unless there are. */
  void caughtUp(ScheduleId schedule);

  /** Gives a due time that is EXPECTED, or has no row, the verdict that the reason stands for. */
  void judged(
      ScheduleId schedule, int revision, Instant due, Reason reason, Optional<String> detail);

  /**
   * Writes down that QStash gave a due time's message up: MISSED if it has no row though it was
   * passed, more about it if it is MISSED; what else became of it stays. The judge of a due time that
   * is still to be judged sees it.
   *
   * @param letter kept among the dead letters, and from now on known to be the due time's
   * @return the row as it stands afterwards; empty if the due time is still to be judged
   */
  Optional<Occurrence> givenUp(Due due, Reason reason, String detail, GivenUp letter);

  /**
   * Returns due times that are MISSED and of which just that is said, the oldest first.
   *
   * @param details what may be said
   * @param since none that was due before
   */
  List<Occurrence> missed(Collection<String> details, Instant since, int limit);

  /** Says more about a due time that is MISSED, unless somebody else did or it is not any more. */
  void explain(Occurrence seen, String detail);

  /** Returns what became of a due time; empty if it has no row. */
  Optional<Occurrence> find(ScheduleId schedule, Instant due);

  /** Writes down that a node is up, from one instant until another; a later call moves the end. */
  void alive(String node, Instant from, Instant until);

  /** Returns when nodes were up in a time. */
  AliveTimes aliveTimes(Instant from, Instant until);

  /** Forgets when nodes were up before an instant. */
  void forgetAlive(Instant before);
}
