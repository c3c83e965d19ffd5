package dev.carillon.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.running.CallFailedException;
import dev.carillon.running.CallFailedException.Kind;
import dev.carillon.running.CallRefusedException;
import dev.carillon.running.HttpCall;
import dev.carillon.testing.TargetServer;
import dev.carillon.testing.TestKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code CARILLON_HTTP_PROXY}: calls go by it, and it is told the address that was checked. */
@Timeout(120)
class ProxyTest {
  private final FakeNames names = new FakeNames()
      .answer("good.example", "93.184.216.34")
      .answer("six.example", "2606:2800:220:1::1")
      .answer("inner.example", "10.0.0.1");

  @ParameterizedTest
  @CsvSource({"good.example, 93.184.216.34", "six.example, [2606:2800:220:1:0:0:0:1]"})
  void itIsAskedForTheAddressThatWasCheckedAndTheTargetForTheName(String host, String address)
      throws Exception {
    try (var target = TargetServer.thatAnswers(200, "there");
        var proxy = TunnelProxy.to(target.port());
        var caller = caller(proxy.with(""), SSLContexts.createDefault())) {
      var call = call("http://" + host + ":8080/path?q", Map.of("Authorization", "Bearer secret"));

      assertThat(caller.exchange(call).body()).asString(UTF_8).isEqualTo("there");
      assertThat(proxy.asked())
          .containsExactly(
              "CONNECT " + address + ":8080 HTTP/1.1\r\nHost: " + address + ":8080\r\n\r\n");
      assertThat(target.requests()).singleElement().satisfies(it -> {
        assertThat(it.target()).isEqualTo("/path?q");
        assertThat(it.header("host")).isEqualTo(host + ":8080");
        assertThat(it.header("authorization")).isEqualTo("Bearer secret");
      });
    }
  }

  @Test
  void throughItTheTargetProvesItsNameByTls(@TempDir Path directory) throws Exception {
    SSLContext keys = TestKeys.of(directory, "good.example");
    names.answer("other.example", "93.184.216.35");
    try (var target = TargetServer.thatAnswersOverTls(keys, 200, "safe");
        var proxy = TunnelProxy.to(target.port());
        var caller = caller(proxy.with(""), keys)) {
      assertThat(caller.exchange(call("https://good.example/", Map.of())).status())
          .isEqualTo(200);
      assertThat(failure(caller, "https://other.example/").kind()).isEqualTo(Kind.TLS);
      assertThat(proxy.asked().get(0)).startsWith("CONNECT 93.184.216.34:443 ");
    }
  }

  @Test
  void itIsToldItsUserAndNobodyElseIs() throws Exception {
    try (var target = TargetServer.thatAnswers(200, "");
        var proxy = TunnelProxy.to(target.port());
        var caller = caller(proxy.with("ada:p%40ss@"), SSLContexts.createDefault())) {
      caller.exchange(call("http://good.example/", Map.of()));

      assertThat(proxy.asked().get(0)).contains("\r\nProxy-Authorization: Basic YWRhOnBAc3M=\r\n");
      assertThat(target.requests().get(0).headers()).doesNotContainKey("proxy-authorization");
      assertThat(proxy.with("ada:p%40ss@").toString()).doesNotContain("ada", "p@ss", "YWRh");
    }
  }

  @Test
  void whatTheGateRefusesItIsNotAskedFor() throws Exception {
    try (var proxy = TunnelProxy.thatAnswers("");
        var caller = caller(proxy.with(""), SSLContexts.createDefault())) {
      for (String host : List.of("10.0.0.1", "127.0.0.1", "inner.example", "[::1]")) {
        assertThatThrownBy(() -> caller.exchange(call("http://" + host + "/", Map.of())))
            .isInstanceOf(CallRefusedException.class);
      }
      assertThat(proxy.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 403 Forbidden~~ | it answered 403",
        "HTTP/1.1 407 Wants a user~X: y~~ | it answered 407",
        "SSH-2.0-x~~ | it does not answer in HTTP"
      })
  void whatItRefusesIsAFailureThatNamesIt(String answer, String why) throws Exception {
    try (var proxy = TunnelProxy.thatAnswers(answer.replace("~", "\r\n"));
        var caller = caller(proxy.with(""), SSLContexts.createDefault())) {
      CallFailedException failed = failure(caller, "http://good.example/");

      assertThat(failed.kind()).isEqualTo(Kind.CONNECT);
      assertThat(failed.maybeSent()).isFalse();
      assertThat(failed)
          .hasMessage("the proxy of CARILLON_HTTP_PROXY made no way to good.example: " + why);
    }
  }

  @Test
  void anAnswerOfItThatDoesNotEndIsCutOff() throws Exception {
    try (var proxy = TunnelProxy.thatAnswers("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000));
        var caller = caller(proxy.with(""), SSLContexts.createDefault())) {
      assertThat(failure(caller, "http://good.example/"))
          .hasMessageEndingWith("good.example: its answer does not end");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy:3128",
        "https://proxy:3128",
        "socks5://proxy:1080",
        "http://proxy",
        "http://proxy:0",
        "http://proxy:99999",
        "http://proxy:3128/path",
        "http://proxy:3128?x",
        "http://pass word@proxy:3128"
      })
  void whatIsNoProxyIsRefusedWithoutBeingRepeated(String text) {
    assertThatThrownBy(() -> HttpProxy.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("write it like http://proxy.example:3128")
        .hasMessageNotContaining("pass word");
  }

  private GatedHttpCaller caller(Optional<HttpProxy> proxy, SSLContext trust) {
    return new GatedHttpCaller(
        new Gate(AddressRules.publicAnd(List.of()), names),
        CallLimits.standard(),
        proxy,
        () -> trust);
  }

  private static CallFailedException failure(GatedHttpCaller caller, String uri) {
    return catchThrowableOfType(
        CallFailedException.class, () -> caller.exchange(call(uri, Map.of())));
  }

  private static HttpCall call(String uri, Map<String, String> headers) {
    return new HttpCall(
        "GET", URI.create(uri), headers, new byte[0], false, Duration.ofSeconds(60));
  }
}
