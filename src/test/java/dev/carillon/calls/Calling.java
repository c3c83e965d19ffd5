package dev.carillon.calls;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.running.CallFailedException;
import dev.carillon.running.HttpCall;
import dev.carillon.testing.TargetServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** A caller that may reach the targets of tests, new for each of them. */
@Timeout(120)
abstract class Calling {
  static final Duration LONG = Duration.ofSeconds(60);
  static final Duration SHORT = Duration.ofSeconds(3);
  static final CallLimits LIMITS =
      new CallLimits(1000, 10_000, Duration.ofSeconds(30), Duration.ofSeconds(60), 4);

  final FakeNames names = new FakeNames();
  final GatedHttpCaller caller = caller(AddressRules.any());

  /** The first call of a JVM loads classes and certificates, which a short time has no room for. */
  @BeforeAll
  static void makeTheFirstCall() {
    try (var target = TargetServer.thatAnswers(200, "");
        var first = new GatedHttpCaller(AddressRules.any(), LIMITS, Optional.empty())) {
      first.exchange(call("GET", target.uri("/")));
    }
  }

  @AfterEach
  void close() {
    caller.close();
  }

  Gate gate(AddressRules rules) {
    return new Gate(rules, names);
  }

  GatedHttpCaller caller(AddressRules rules) {
    return new GatedHttpCaller(gate(rules), LIMITS, Optional.empty(), SSLContexts::createDefault);
  }

  CallFailedException failure(HttpCall call) {
    return catchThrowableOfType(CallFailedException.class, () -> caller.exchange(call));
  }

  static HttpCall call(String method, URI uri) {
    return call(method, uri, LONG);
  }

  static HttpCall call(String method, URI uri, Duration timeout) {
    return new HttpCall(method, uri, Map.of(), new byte[0], false, timeout);
  }
}
