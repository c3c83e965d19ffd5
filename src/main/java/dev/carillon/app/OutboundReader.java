package dev.carillon.app;

import static dev.carillon.app.Setting.CARILLON_HTTP_CONNECT_TIMEOUT;
import static dev.carillon.app.Setting.CARILLON_HTTP_PROXY;
import static dev.carillon.app.Setting.CARILLON_HTTP_TIMEOUT;
import static dev.carillon.app.Setting.CARILLON_MAX_CALLS;
import static dev.carillon.app.Setting.CARILLON_MAX_REPLY;
import static dev.carillon.app.Setting.CARILLON_MAX_REQUEST;
import static dev.carillon.app.Setting.CARILLON_OUTBOUND;
import static dev.carillon.app.Setting.CARILLON_OUTBOUND_ALLOW;

import dev.carillon.calls.AddressRules;
import dev.carillon.calls.CallLimits;
import dev.carillon.calls.HttpProxy;
import java.time.Duration;
import java.util.List;

/** Reads what concerns the HTTP calls of tasks. */
final class OutboundReader {
  private static final int LARGEST_BODY = 100_000_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Reading reading;

  OutboundReader(Reading reading) {
    this.reading = reading;
  }

  /**
   * Reads all of it.
   *
   * @param laptop whether private addresses may be reached if nothing is said about it
   */
  OutboundSettings read(boolean laptop) {
    return new OutboundSettings(
        reading
            .word(CARILLON_OUTBOUND, laptop ? "any" : "public", List.of("any", "public"))
            .equals("any"),
        allow(),
        reading.with(CARILLON_HTTP_PROXY, "is no proxy", HttpProxy::of),
        limits());
  }

  private CallLimits limits() {
    CallLimits usual = CallLimits.standard();
    return new CallLimits(
        reading.number(CARILLON_MAX_REQUEST, usual.requestBytes(), 0, LARGEST_BODY),
        reading.number(CARILLON_MAX_REPLY, usual.replyBytes(), 0, LARGEST_BODY),
        time(CARILLON_HTTP_CONNECT_TIMEOUT, usual.connect()),
        time(CARILLON_HTTP_TIMEOUT, usual.time()),
        reading.number(CARILLON_MAX_CALLS, usual.calls(), 1, 1000));
  }

  private Duration time(Setting setting, Duration usual) {
    Duration time = reading.duration(setting, usual, LONGEST);
    if (time.toMillis() > 0) {
      return time;
    }
    reading.wrong(setting, "leaves no time", "write it as 25s, 2m or PT25S");
    return usual;
  }

  private List<String> allow() {
    List<String> allowed = reading.list(CARILLON_OUTBOUND_ALLOW);
    try {
      AddressRules.publicAnd(allowed);
      return allowed;
    } catch (IllegalArgumentException unreadable) {
      reading.wrong(
          CARILLON_OUTBOUND_ALLOW,
          "has an entry that is neither a host nor a CIDR block",
          "write it like intranet.example, 10.0.0.0/8");
      return List.of();
    }
  }
}
