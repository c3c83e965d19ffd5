package dev.carillon.watching;

import dev.carillon.schedule.ScheduleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Due times of a schedule that somebody wants run after all, and how far that is. They run one after
 * the other, the oldest first. Immutable.
 *
 * @param id from 1
 * @param askedBy who wants it
 * @param total how many due times it was about when it began
 * @param ran how many of them have a run now, however it came out
 * @param left how many wait
 * @param canceled since when somebody wants no more of it, and who
 */
public record Backfill(
    long id,
    ScheduleId schedule,
    String askedBy,
    Instant askedAt,
    Optional<String> reason,
    int total,
    int perMinute,
    int ran,
    int left,
    Optional<Canceled> canceled) {
  /** How many due times one may be about. */
  public static final int MOST = 5_000;

  /** How many runs may begin in a minute, at most. */
  public static final int FASTEST = 600;

  /** Who wants no more of it, and since when. */
  public record Canceled(String by, Instant at) {}

  /**
   * Which due times are meant: of a time, or picked ones. Only such as were missed; those that were
   * skipped on purpose too if that is said.
   *
   * @param from the first that may be
   * @param until the last that may be
   * @param picked only these; all of the time if empty
   * @param skipped whether also such as were skipped
   */
  public record Gaps(Instant from, Instant until, List<Instant> picked, boolean skipped) {
    /** Copies the list. */
    public Gaps {
      picked = List.copyOf(picked);
    }
  }

  /** How it stands. */
  public enum State {
    RUNNING,
    DONE,
    CANCELED
  }

  /** Returns how it stands. */
  public State state() {
    if (canceled.isPresent()) {
      return State.CANCELED;
    }
    return left > 0 ? State.RUNNING : State.DONE;
  }
}
