package dev.carillon.testing.qstash;

/** The ways in which QStash goes wrong. */
public enum Failure {
  /** 500; nothing was applied. */
  BEFORE_APPLYING,
  /** 500; all was applied. */
  AFTER_APPLYING,
  /** Never answers until the fake is closed; nothing was applied. */
  HANGS,
  /** Never answers until the fake is closed; all was applied. */
  HANGS_AFTER_APPLYING,
  /** Closes the connection without a byte; nothing was applied. */
  BREAKS_CONNECTION,
  /** Closes the connection without a byte; all was applied. */
  BREAKS_CONNECTION_AFTER_APPLYING,
  /** 200 with somebody's HTML; nothing was applied. */
  NONSENSE,
  /** 200 with somebody's HTML; all was applied. */
  NONSENSE_AFTER_APPLYING,
  /** The right answer, cut in half; all was applied. */
  BROKEN_JSON,
  /** 200 without a body; all was applied. */
  EMPTY_ANSWER,
  /** The right answer, but late: see {@link Failing#by}. */
  SLOW,
  /** The right answer, but only when all that is due by then was delivered. */
  DELIVERS_BEFORE_ANSWERING,
  /** 429 with {@code Retry-After}: the limit of calls in a second. */
  RATE_LIMITED,
  /** 429 of the daily quota of messages. */
  DAILY_LIMITED,
  /** 503; nothing was applied. */
  UNAVAILABLE,
  /** 401. */
  BAD_TOKEN,
  /** 404: the user is at home in another region. */
  WRONG_REGION,
  /** The list of schedules lacks the later half. */
  SHORT_LIST,
  /** The list of schedules is empty. */
  EMPTY_LIST,
  /** The list of schedules is as it was when this failure was asked for. */
  STALE_LIST,
  /** The list of schedules is somebody else's. */
  WRONG_LIST,
  /** 412 for a new schedule. */
  QUOTA_SCHEDULES,
  /** Whatever {@link Failing#saying} tells; nothing was applied. */
  SAYS,
  /** A paused schedule is running again, at the next round of deliveries. */
  RESURRECTS_PAUSED,
  /** A schedule fires and nothing comes of it. */
  DROPS_FIRES,
  /** A message is sent twice at the same moment. */
  DOUBLE_DELIVERY,
  /** An answer is not waited for; the attempt counts as failed. */
  GIVES_UP,
  /** The destination answers, but its answer is lost on the way; the attempt counts as failed. */
  LOSES_ANSWER,
  /** The destination is not reached at all. */
  UNREACHABLE;

  /** Tells whether it is about calls of the API. */
  boolean isOfCalls() {
    return compareTo(RESURRECTS_PAUSED) < 0;
  }

  /** Tells whether it is only about the list of schedules. */
  boolean isOfLists() {
    return this == SHORT_LIST || this == EMPTY_LIST || this == STALE_LIST || this == WRONG_LIST;
  }
}
