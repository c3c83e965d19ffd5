package dev.carillon.scheduling;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Why an engine did not do what it was asked, told so that somebody can mend it. Never holds a
 * secret. Immutable.
 *
 * @param kind which of the known troubles it is
 * @param what what happened, in our words
 * @param said what the engine said, cut and with secrets taken out; empty if it said nothing
 * @param remedy what to set or do
 * @param retryAfter how long to wait before another try, if the engine told
 */
public record EngineTrouble(
    Kind kind, String what, Optional<String> said, String remedy, Optional<Duration> retryAfter) {
  private static final String REACHABLE =
      "set APP_URL to an address that the internet reaches (in development: a tunnel's), or"
          + " CARILLON_ENGINE=local";

  /** The troubles that are known. Each has an entry in the guide, named by its word. */
  public enum Kind {
    /** The engine said no, for a reason that is none of the others. */
    ENGINE_REFUSED("do as it says"),
    /** The engine cannot be asked, for a reason that is none of the others. */
    ENGINE_UNAVAILABLE("try again; what was asked for is carried through as soon as it answers"),
    /** The public URL leads to the caller's own machine. */
    LOOPBACK_ADDRESS(REACHABLE),
    /** The public URL leads into somebody's own network. */
    PRIVATE_HOST(REACHABLE),
    /** No name server knows the host of the public URL. */
    UNRESOLVABLE_HOST(
        "correct the host in APP_URL; a new name may take some minutes until all name servers know"
            + " it"),
    /** There is no public URL, or it is none that can be called. */
    INVALID_DESTINATION("set APP_URL to a whole address, like https://example.com/carillon"),
    /** The token belongs to another region. */
    WRONG_REGION("set QSTASH_URL to the region of the token: https://qstash.upstash.io (EU) or"
        + " https://qstash-us-east-1.upstash.io (US)"),
    /** The token is not known. */
    BAD_TOKEN(
        "copy QSTASH_TOKEN anew from the Upstash console; resetting it makes the old one void"),
    /** The token may not do this. */
    TOKEN_NOT_ALLOWED(
        "set QSTASH_TOKEN to the full token; the read-only one cannot change anything"),
    /** The plan allows no more schedules. */
    SCHEDULE_QUOTA(
        "delete schedules at QStash, let the local engine ring this one (\"engine\": \"local\"), or"
            + " take a larger plan"),
    /** The cron is none, or none that would ever be due. */
    BAD_CRON("change the cron"),
    /** The expression for the waits before retries is none. */
    BAD_RETRY_DELAY("change retryDelay, like 1000 * (1 + retried)"),
    /** The plan allows no such delay. */
    DELAY_TOO_LONG("choose an earlier time, or take a larger plan"),
    /** The plan allows no such timeout. */
    TIMEOUT_TOO_LONG("lower CARILLON_WEBHOOK_HOLD, or take a larger plan"),
    /** The plan allows fewer retries. */
    TOO_MANY_RETRIES("lower retries, or take a larger plan"),
    /** The plan allows smaller messages only. */
    MESSAGE_TOO_LARGE("make the input smaller: keep it elsewhere and hand in where it is"),
    /** Another limit of the plan. */
    QUOTA_EXCEEDED("keep within the limit, or take a larger plan"),
    /** Too many calls in a short time. */
    RATE_LIMITED("try again a little later"),
    /** The messages of the day are used up. */
    DAILY_LIMIT("wait for the next day (UTC), or take a larger plan"),
    /** Somebody answers at the address of the engine, and it is not the engine. */
    NOT_QSTASH("set QSTASH_URL to the root of QStash's API, like https://qstash.upstash.io"),
    /** No connection can be made. */
    UNREACHABLE(
        "look whether this machine reaches QSTASH_URL (name, network, firewall, certificates); what"
            + " was asked for is carried through as soon as it does"),
    /** A connection was made and no whole answer came. */
    NO_ANSWER("try again; what was asked for is carried through as soon as QStash answers"),
    /** The engine says that it is broken. */
    SERVER_ERROR(
        "look at https://status.upstash.com; what was asked for is carried through as soon as QStash"
            + " answers"),
    /** The answer cannot be understood. */
    NONSENSE("look whether a proxy stands between this machine and QSTASH_URL");

    private final String remedy;

    Kind(String remedy) {
      this.remedy = remedy;
    }

    /** Returns the word that it has in problems and documents, which never changes. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns where the guide tells more. */
    public String guide() {
      return "guide.en.md#" + word();
    }

    /** Returns what usually helps. */
    public String remedy() {
      return remedy;
    }
  }

  /** Returns a trouble that the engine said nothing about, with the usual remedy. */
  public static EngineTrouble of(Kind kind, String what) {
    return new EngineTrouble(kind, what, Optional.empty(), kind.remedy(), Optional.empty());
  }

  /** Returns it with the engine's own words. */
  public EngineTrouble said(String words) {
    Optional<String> some = Optional.of(words).filter(it -> !it.isBlank());
    return new EngineTrouble(kind, what, some, remedy, retryAfter);
  }

  /** Returns it with another remedy. */
  public EngineTrouble remedy(String better) {
    return new EngineTrouble(kind, what, said, better, retryAfter);
  }

  /** Returns it with the wait that the engine asked for. */
  public EngineTrouble retryAfter(Optional<Duration> wait) {
    return new EngineTrouble(kind, what, said, remedy, wait);
  }

  /** Returns all of it in one line. */
  public String sentence() {
    return what + said.map(words -> " (QStash said: " + words + ")").orElse("") + "; " + remedy;
  }
}
