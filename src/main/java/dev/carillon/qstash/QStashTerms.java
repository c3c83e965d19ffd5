package dev.carillon.qstash;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How we want QStash to deliver. Its text leaves out the headers' values.
 *
 * @param namespace prefix of our schedules' names
 * @param timeout how long QStash waits for our answer
 * @param longestDelay that the plan allows for a message
 * @param forwardHeaders that deliveries must carry, by name; secret
 */
public record QStashTerms(
    String namespace, Duration timeout, Duration longestDelay, Map<String, String> forwardHeaders) {
  private static final Duration MARGIN = Duration.ofSeconds(15);

  /** Keeps the headers in the order of their names. */
  public QStashTerms {
    forwardHeaders = new TreeMap<>(forwardHeaders);
  }

  /**
   * Returns the terms of a plan.
   *
   * @param hold how long the webhook waits for a run
   * @param plan {@code free}, {@code payg} or {@code pro}
   */
  public static QStashTerms of(
      String namespace, Duration hold, String plan, Map<String, String> forwardHeaders) {
    Duration longest = switch (plan) {
      case "free" -> Duration.ofDays(7);
      default -> Duration.ofDays(365);
    };
    return new QStashTerms(namespace, hold.plus(MARGIN), longest, forwardHeaders);
  }

  @Override
  public String toString() {
    return "QStashTerms[" + namespace + ", " + forwardHeaders.keySet() + "]";
  }
}
