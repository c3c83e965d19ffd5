package dev.carillon.retention;

import java.util.Optional;

/**
 * Removes what is over and old. What belongs together goes together, and whatever is removed was
 * removed by one transaction that was short, so that nobody who writes waits long, and that an end at any
 * instant leaves nothing half. May be shared by threads.
 */
public interface RetentionStore {
  /** Begins to look for what may go; nothing is removed yet. */
  Pass pass(Horizon horizon);

  /** One walk over all that is old. For one thread. */
  interface Pass {
    /**
     * Removes some of what may go, in one transaction, or looks on for a while.
     *
     * @return what, and how much of it, which may be none; empty once all was looked at
     * @throws dev.carillon.running.StoreUnavailableException if the database fails; what was removed
     *     before is gone
     */
    Optional<Removed> next();
  }

  /** Some that went. */
  record Removed(Kind kind, int count) {}

  /** What goes, in words of the log. */
  enum Kind {
    /** Runs, with their attempts, steps, messages, deliveries and dead letters. */
    RUNS("runs"),
    /** Rows of journals that were too long to go with their run. */
    STEPS("steps of long runs"),
    /** Messages that made no run and that nobody will try again. */
    DEAD_LETTERS("dead letters"),
    /** What is known of messages that made no run. */
    MESSAGES("messages"),
    /** Deliveries that led to no run. */
    DELIVERIES("deliveries"),
    /** Backfills that are over. */
    BACKFILLS("backfills"),
    /** Rows of due times. */
    DUE_TIMES("due times"),
    /** Pauses that ended. */
    PAUSES("pauses"),
    /** Former wordings of schedules. */
    REVISIONS("revisions"),
    /** Times in which a node was up. */
    ALIVE("times of a node"),
    /** Entries of the audit log. */
    AUDIT("entries of the audit log"),
    /** Refused deliveries. */
    REFUSALS("refusals");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Returns it in words, as many. */
    public String words() {
      return words;
    }
  }
}
