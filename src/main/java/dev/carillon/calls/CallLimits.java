package dev.carillon.calls;

import java.time.Duration;

/**
 * What a call may take at most. Each is a setting, {@code CARILLON_HTTP_…} or {@code CARILLON_MAX_…}.
 *
 * @param requestBytes of a request's body
 * @param replyBytes of a reply's body, both as it was sent and decompressed
 * @param connect for one attempt to connect to one address, and again for the TLS handshake
 * @param time for the whole of it, redirects included; a task may have less
 * @param calls at the same time; what comes on top waits in its own time
 */
public record CallLimits(
    int requestBytes, int replyBytes, Duration connect, Duration time, int calls) {
  private static final int MEGABYTE = 1 << 20;

  /** Refuses what would forbid every call. */
  public CallLimits {
    if (requestBytes < 0 || replyBytes < 0 || calls < 1) {
      throw new IllegalArgumentException("a limit below zero, or no call at all");
    }
    if (connect.toMillis() < 1 || time.toMillis() < 1) {
      throw new IllegalArgumentException("a limit of less than a millisecond");
    }
  }

  /** Returns 1 MB each way, 10 s to connect, a minute, 64 calls. */
  public static CallLimits standard() {
    return new CallLimits(MEGABYTE, MEGABYTE, Duration.ofSeconds(10), Duration.ofMinutes(1), 64);
  }
}
