package dev.carillon.qstash;

import java.time.Duration;

/**
 * How long and how often QStash is asked.
 *
 * @param connect for a connection, and for its TLS handshake
 * @param silence between two bytes of an answer
 * @param call for one try, from asking for a connection to the last byte
 * @param budget for all tries of one call and the waits between them
 * @param tries at most; 1 for no second one
 * @param longestWait before another try; where QStash asks for more, there is none
 * @param answerBytes of an answer, at most
 * @param connections at once
 */
public record QStashLimits(
    Duration connect,
    Duration silence,
    Duration call,
    Duration budget,
    int tries,
    Duration longestWait,
    int answerBytes,
    int connections) {
  /** Returns what is usual. */
  public static QStashLimits standard() {
    return new QStashLimits(
        Duration.ofSeconds(4),
        Duration.ofSeconds(8),
        Duration.ofSeconds(10),
        Duration.ofSeconds(25),
        4,
        Duration.ofSeconds(5),
        32 << 20,
        8);
  }

  /** Returns the same with less time for all tries of a call. */
  public QStashLimits within(Duration time) {
    Duration one = time.compareTo(call) < 0 ? time : call;
    return new QStashLimits(
        connect, silence, one, time, tries, longestWait, answerBytes, connections);
  }
}
