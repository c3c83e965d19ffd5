package dev.carillon.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.running.CallRefusedException;
import dev.carillon.running.CallRefusedException.Reason;
import dev.carillon.running.HttpCall;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingTest {
  private static final CallLimits LIMITS =
      new CallLimits(10, 10, Duration.ofSeconds(1), Duration.ofSeconds(1), 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nX-Injected: 1",
        "a\nb",
        "a\rb",
        "a\r\n",
        "\r\na",
        "\n",
        "a\u2003",
        "a\0b",
        "a\u007fb",
        "a\u0085b",
        "ä",
        "a\u2028b",
        "\u560a"
      })
  void aValueThatCouldBecomeAnotherHeaderIsRefused(String value) {
    CallRefusedException refused = refusal("GET", Map.of("X-Name", value), 0);
    assertThat(refused.reason()).isEqualTo(Reason.HEADER);
    assertThat(refused).hasMessageContaining("X-Name");
    assertThat(refused.getMessage()).doesNotContain("Injected");
  }

  @Test
  void optionsAreAskedForWithoutABody() {
    CallRefusedException refused = refusal("OPTIONS", Map.of(), 1);

    assertThat(refused.reason()).isEqualTo(Reason.METHOD);
    assertThat(refused).hasMessage("OPTIONS is sent without a body; leave the body out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a:", "a\r\nb", "ä", "a\t", "(a)", "a\0"})
  void aNameThatIsNoTokenIsRefused(String name) {
    assertThat(refusal("GET", Map.of(name, "1"), 0).reason()).isEqualTo(Reason.HEADER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "host",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Keep-Alive",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "HTTP2-Settings",
        "Proxy-Authorization",
        "PROXY-Connection"
      })
  void aHeaderThatIsOursToSetIsRefusedByItsName(String name) {
    assertThat(refusal("GET", Map.of(name, "1"), 0))
        .hasMessage("the header " + name + " is set by Carillon; leave it out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /", "G\r\nET", "GÉT", "CONNECT", "trace", "Track"})
  void aMethodThatIsNoneForTasksIsRefused(String method) {
    assertThat(refusal(method, Map.of(), 0).reason()).isEqualTo(Reason.METHOD);
  }

  @Test
  void aBodyMayBeAsLargeAsTheLimitAndNotAByteMore() {
    assertThat(Outgoing.of(call("POST", Map.of(), 10), LIMITS).body()).hasSize(10);
    assertThat(refusal("POST", Map.of(), 11))
        .hasMessage(
            "the request's body has 11 bytes, more than the 10 that CARILLON_MAX_REQUEST allows");
  }

  @Test
  void whatIsWellFormedPasses() {
    var sent = Outgoing.of(call("patch", Map.of("X-One", " a\tb~! ", "Empty", ""), 0), LIMITS);
    assertThat(sent.method()).isEqualTo("PATCH");
    assertThat(sent.headers()).containsEntry("x-one", "a\tb~!").containsEntry("EMPTY", "");
  }

  private static CallRefusedException refusal(
      String method, Map<String, String> headers, int bytes) {
    return catchThrowableOfType(
        CallRefusedException.class, () -> Outgoing.of(call(method, headers, bytes), LIMITS));
  }

  private static HttpCall call(String method, Map<String, String> headers, int bytes) {
    URI uri = URI.create("http://a.example/");
    return new HttpCall(method, uri, headers, new byte[bytes], false, Duration.ofSeconds(1));
  }
}
