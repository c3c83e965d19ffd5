package dev.carillon.testing.qstash;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A failure that was asked for. It happens once, at the first call (or message, or schedule) that it
 * is about; the methods here change that, and may be combined. May be shared by threads.
 */
public final class Failing {
  private final Failure failure;
  private final Optional<Reply> remembered;
  private Pattern about = Pattern.compile("");
  private String method = "";
  private long left = 1;
  private int passing;
  private int happened;
  private Predicate<List<Call>> end = calls -> false;
  private Duration by;
  private String retryAfter = "1";
  private Reply told = Reply.error(418, "the test did not say what to say");

  Failing(Failure failure, Optional<Reply> remembered) {
    this.failure = failure;
    this.remembered = remembered;
    this.by = failure == Failure.GIVES_UP ? Duration.ofMillis(250) : Duration.ofSeconds(1);
  }

  /** Happens so many times. */
  public synchronized Failing times(int number) {
    left = number;
    return this;
  }

  /** Happens until {@link #over}. */
  public synchronized Failing always() {
    left = Long.MAX_VALUE;
    return this;
  }

  /**
   * Happens only where this regular expression is found: in the raw target of a call, in the URL of
   * a delivery, in the id or the destination of a schedule.
   */
  public synchronized Failing forPath(String regex) {
    about = Pattern.compile(regex);
    return this;
  }

  /** Happens only to calls with this method. */
  public synchronized Failing forMethod(String name) {
    method = name;
    return this;
  }

  /** Lets the first ones pass that it could have happened to. */
  public synchronized Failing after(int number) {
    passing = number;
    return this;
  }

  /** Happens to all until the fake has received so many calls; that last one is spared. */
  public Failing until(int calls) {
    return until(received -> received.size() >= calls);
  }

  /** Happens to all until the calls received so far, the one at hand included, are as wished. */
  public synchronized Failing until(Predicate<List<Call>> wished) {
    left = Long.MAX_VALUE;
    end = wished;
    return this;
  }

  /** Takes this much real time: a slow answer, or the patience of one who gives up. */
  public synchronized Failing by(Duration time) {
    by = time;
    return this;
  }

  /** Asks for this wait in {@code Retry-After}: seconds or a date; nothing leaves the header out. */
  public synchronized Failing retryAfter(String value) {
    retryAfter = value;
    return this;
  }

  /** Answers this, whatever was asked; for {@link Failure#SAYS}. */
  public synchronized Failing saying(int status, String type, String body) {
    told = Reply.of(status, type, body);
    return this;
  }

  /** Does not happen any more. */
  public synchronized void over() {
    left = 0;
  }

  /** Returns how often it happened. */
  public synchronized int happened() {
    return happened;
  }

  Failure failure() {
    return failure;
  }

  synchronized Duration by() {
    return by;
  }

  synchronized String retryAfter() {
    return retryAfter;
  }

  synchronized Reply told() {
    return told;
  }

  Reply remembered() {
    return remembered.orElseThrow();
  }

  /** Tells whether it happens here, and counts. */
  synchronized boolean happens(String withMethod, String here, Calls calls) {
    if (left == 0 || !about.matcher(here).find() || !withMethod.startsWith(method)) {
      return false;
    }
    if (end.test(calls.all())) {
      left = 0;
      return false;
    }
    if (passing > 0) {
      passing--;
      return false;
    }
    left--;
    happened++;
    return true;
  }
}
