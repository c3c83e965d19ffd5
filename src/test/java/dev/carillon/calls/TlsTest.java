package dev.carillon.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.running.CallFailedException;
import dev.carillon.running.CallFailedException.Kind;
import dev.carillon.running.HttpCall;
import dev.carillon.running.HttpReply;
import dev.carillon.testing.TargetServer;
import dev.carillon.testing.TestKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TlsTest {
  private static SSLContext keys;
  private static TargetServer target;

  private final FakeNames names =
      new FakeNames().answer("good.example", "127.0.0.1").answer("other.example", "127.0.0.1");

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    keys = TestKeys.of(directory, "good.example");
    target = TargetServer.thatAnswersOverTls(keys, 200, "safe");
  }

  @AfterAll
  static void close() {
    target.close();
  }

  @Test
  void aTrustedHostIsCalledByItsNameAtTheAddressThatWasChecked() {
    try (var caller = caller(keys)) {
      HttpReply reply = caller.exchange(call("good.example"));
      assertThat(reply.body()).asString(UTF_8).isEqualTo("safe");
      assertThat(names.lookups()).containsExactly("good.example");
    }
  }

  @Test
  void aCertificateOfAnotherHostIsNotTrusted() {
    assertThat(failure(keys, "other.example").kind()).isEqualTo(Kind.TLS);
  }

  @Test
  void aCertificateOfNobodyKnownIsNotTrustedAndNothingWasSent() {
    CallFailedException failed = failure(SSLContexts.createDefault(), "good.example");
    assertThat(failed.kind()).isEqualTo(Kind.TLS);
    assertThat(failed.maybeSent()).isFalse();
    assertThat(failed).hasMessageStartingWith("no trusted TLS connection to good.example:");
  }

  @Test
  void aServerThatSpeaksNoTlsIsNotTrusted() {
    try (var plain = TargetServer.thatSaysAtOnce("220 smtp.example ESMTP\r\n");
        var caller = caller(keys)) {
      URI uri = URI.create("https://good.example:" + plain.port() + "/");
      CallFailedException failed =
          catchThrowableOfType(CallFailedException.class, () -> caller.exchange(call(uri)));
      assertThat(failed.kind()).isEqualTo(Kind.TLS);
      assertThat(failed.maybeSent()).isFalse();
    }
  }

  private CallFailedException failure(SSLContext trust, String host) {
    try (var caller = caller(trust)) {
      return catchThrowableOfType(CallFailedException.class, () -> caller.exchange(call(host)));
    }
  }

  private GatedHttpCaller caller(SSLContext trust) {
    var limits = new CallLimits(10, 10, Duration.ofSeconds(60), Duration.ofSeconds(60), 1);
    return new GatedHttpCaller(
        new Gate(AddressRules.any(), names), limits, Optional.empty(), () -> trust);
  }

  private static HttpCall call(String host) {
    return call(target.uri(host, "/"));
  }

  private static HttpCall call(URI uri) {
    return new HttpCall("GET", uri, Map.of(), new byte[0], false, Duration.ofSeconds(60));
  }
}
