package dev.carillon.testing.qstash;

/** What nobody could verify about QStash, and how it would be otherwise than the fake is at first. */
public enum Doubt {
  /** An upsert leaves a paused schedule paused; at first it runs again. */
  UPSERT_KEEPS_THE_PAUSE,
  /** An upsert keeps the time of creation; at first that is the upsert's. */
  UPSERT_KEEPS_CREATION,
  /** To delete an unknown schedule is 404; at first 200. */
  DELETE_OF_UNKNOWN_IS_404,
  /** A retried dead letter is no more its schedule's; at first it is. */
  DLQ_RETRY_FORGETS_THE_SCHEDULE,
  /** A callback tells its times as text; at first as numbers. */
  CALLBACK_TIMES_ARE_TEXT,
  /** A callback's {@code sourceHeader} has plain strings; at first arrays. */
  CALLBACK_HEADERS_ARE_PLAIN,
  /** A callback about the first attempt has no {@code retried}; at first 0. */
  CALLBACK_OMITS_ZERO_RETRIES,
  /** A callback about an attempt without an answer has no {@code status}; at first 0. */
  CALLBACK_OMITS_ZERO_STATUS,
  /** A callback about an attempt without an answer has the error as its body; at first none. */
  CALLBACK_BODY_TELLS_THE_ERROR,
  /** A callback carries {@code Upstash-Schedule-Id}; at first it does not. */
  CALLBACK_HAS_THE_SCHEDULE,
  /** The claim {@code nbf} is the time of issue, as samples show; at first 0. */
  NOT_BEFORE_IS_SIGNED,
  /** Parameters meant for QStash stay in the destination; at first they are taken off. */
  CONTROL_PARAMETERS_ARE_KEPT,
  /** Over-long delays are 412; at first 400. */
  DELAY_QUOTA_IS_412,
  /** Only {@code logs} is in the answer of {@code /v2/logs}, only {@code events} in the other. */
  LOGS_HAVE_ONE_NAME,
  /** A signature is made once for a message; at first for each attempt. */
  RETRIES_ARE_NOT_SIGNED_ANEW
}
