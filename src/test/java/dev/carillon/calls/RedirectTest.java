package dev.carillon.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.running.CallRefusedException;
import dev.carillon.running.CallRefusedException.Reason;
import dev.carillon.running.HttpCall;
import dev.carillon.running.HttpReply;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class RedirectTest {
  private static final Map<String, String> HEADERS = Map.of(
      "Authorization", "Bearer secret",
      "Cookie", "secret",
      "X-Api-Key", "secret",
      "Idempotency-Key", "run/step",
      "Content-Type", "text/plain");

  private final FakeNames names = new FakeNames();
  private final GatedHttpCaller caller = new GatedHttpCaller(
      new Gate(AddressRules.publicAnd(List.of("127.0.0.1")), names),
      CallLimits.standard(),
      Optional.empty(),
      SSLContexts::createDefault);

  @AfterEach
  void close() {
    caller.close();
  }

  @ParameterizedTest
  @CsvSource({
    "301, GET, GET", "301, POST, GET", "301, PUT, PUT", "302, POST, GET", "302, DELETE, DELETE",
    "303, POST, GET", "303, PUT, GET", "303, HEAD, HEAD", "307, POST, POST", "308, PUT, PUT"
  })
  void aRedirectChangesTheMethodAsRfc9110Says(int status, String before, String after) {
    try (var target = TargetServer.thatAnswers(request -> request.target().equals("/end")
        ? TargetAnswer.of(200, "there")
        : TargetAnswer.of(status, "").with("Location", "/end"))) {
      HttpReply reply = caller.exchange(call(before, target.uri("/"), true));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.uri()).isEqualTo(target.uri("/end"));
      var arrived = target.requests().get(1);
      assertThat(arrived.method()).isEqualTo(after);
      boolean same = before.equals(after) && !before.equals("GET") && !before.equals("HEAD");
      assertThat(arrived.text()).isEqualTo(same ? "body" : "");
      assertThat(arrived.header("content-type")).isEqualTo(same ? "text/plain" : "");
    }
  }

  @ParameterizedTest
  @CsvSource({"307, POST", "308, PUT", "301, PATCH", "302, DELETE"})
  void anotherOriginGetsNoBodyAndIsNotCalledWithoutIt(int status, String method) {
    try (var end = TargetServer.thatAnswers(200, "");
        var start = TargetServer.thatRedirectsTo(status, end.uri("/").toString())) {
      CallRefusedException refused = catchThrowableOfType(
          CallRefusedException.class, () -> caller.exchange(call(method, start.uri("/"), true)));

      assertThat(refused.reason()).isEqualTo(Reason.REDIRECT);
      assertThat(refused)
          .hasMessage("127.0.0.1 sends on to another origin, 127.0.0.1:" + end.port()
              + ", with the whole body (" + status + "), which is not followed; call that one"
              + " itself");
      assertThat(end.requests()).isEmpty();
    }
  }

  @Test
  void anotherOriginGetsNoHeaderThatCouldHoldASecret() {
    try (var end = TargetServer.thatAnswers(200, "");
        var start = TargetServer.thatRedirectsTo(307, end.uri("/").toString())) {
      caller.exchange(bodiless(start.uri("/")));

      assertThat(start.requests().get(0).headers())
          .containsKeys("authorization", "cookie", "x-api-key");
      assertThat(end.requests().get(0).headers())
          .doesNotContainKeys("authorization", "cookie", "x-api-key")
          .containsKeys("idempotency-key", "content-type");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "z, https://a_b.example/x/z", "../z?q=1, https://a_b.example/z?q=1",
    "/z#part, https://a_b.example/z", "?new, https://a_b.example/x/y?new",
    "../../.., https://a_b.example/", "'', https://a_b.example/x/y?old",
    "#part, https://a_b.example/x/y?old", "./?q#part, https://a_b.example/x/?q",
    "//c.example, https://c.example/", "HTTPS://C.Example.:443, https://c.example/"
  })
  void aLocationIsReadAsRfc3986Says(String location, String target) {
    Outgoing next = Redirect.after(outgoing("https://a_b.example/x/y?old"), 302, location);
    assertThat(next.target().uri()).hasToString(target);
  }

  @Test
  void theSameOriginGetsAllHeadersAgain() {
    Outgoing next = Redirect.after(outgoing("https://a.example/x/y"), 307, "../z?q=1");
    assertThat(next.target().uri()).hasToString("https://a.example/z?q=1");
    assertThat(next.headers()).containsEntry("authorization", "Bearer secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://b.example/",
        "http://a.example:443/",
        "https://a.example:444/",
        "//b.example/"
      })
  void anotherHostOrPortIsAnotherOrigin(String location) {
    Outgoing before =
        Outgoing.of(bodiless(URI.create("https://a.example/")), CallLimits.standard());
    if (location.startsWith("http:")) {
      assertThatThrownBy(() -> Redirect.after(before, 307, location))
          .isInstanceOf(CallRefusedException.class)
          .hasMessage("a.example sends on from https to http, which is not followed");
    } else {
      assertThat(Redirect.after(before, 307, location).headers()).doesNotContainKey("cookie");
    }
  }

  @Test
  void aRedirectIsNotFollowedWhenTheCallDoesNotWantIt() {
    try (var start = TargetServer.thatRedirectsTo(302, "http://10.0.0.1/")) {
      HttpReply reply = caller.exchange(call("GET", start.uri("/"), false));
      assertThat(reply.status()).isEqualTo(302);
      assertThat(reply.header("location")).contains("http://10.0.0.1/");
    }
  }

  @Test
  void aRedirectThatIsNoneComesBackAsItIs() {
    try (var start = TargetServer.thatRedirectsTo(304, "http://10.0.0.1/");
        var nowhere = TargetServer.thatAnswers(302, "")) {
      assertThat(caller.exchange(call("GET", start.uri("/"), true)).status()).isEqualTo(304);
      assertThat(caller.exchange(call("GET", nowhere.uri("/"), true)).status()).isEqualTo(302);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/",
        "http://[::ffff:169.254.169.254]/latest/meta-data",
        "http://127.0.0.2/",
        "http://inner.example/",
        "//192.168.1.1/"
      })
  void aRedirectToARefusedAddressIsRefused(String location) {
    names.answer("inner.example", "10.1.2.3");
    try (var start = TargetServer.thatRedirectsTo(302, location)) {
      assertThat(refusal(start.uri("/")).reason()).isEqualTo(Reason.ADDRESS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "ftp://127.0.0.1/",
        "http://user@127.0.0.1/",
        "http://2130706433/",
        "mailto:a@b.example"
      })
  void aRedirectPassesTheSameChecksAsACall(String location) {
    try (var start = TargetServer.thatRedirectsTo(302, location)) {
      assertThat(refusal(start.uri("/")).reason()).isEqualTo(Reason.URI);
    }
  }

  @Test
  void aLocationThatIsNoUriIsRefused() {
    try (var start = TargetServer.thatRedirectsTo(302, "http://a b/\\x")) {
      CallRefusedException refused = refusal(start.uri("/"));
      assertThat(refused.reason()).isEqualTo(Reason.REDIRECT);
      assertThat(refused).hasMessage("127.0.0.1 sends on to something that is no URI");
    }
  }

  @Test
  void fiveRedirectsAreFollowedAndACircleIsLeft() {
    try (var circle = TargetServer.thatRedirectsTo(302, "/again")) {
      assertThat(refusal(circle.uri("/")))
          .hasMessage("127.0.0.1 leads through more than 5 redirects");
      assertThat(circle.requests()).hasSize(6);
    }
  }

  private CallRefusedException refusal(URI start) {
    return catchThrowableOfType(
        CallRefusedException.class, () -> caller.exchange(call("GET", start, true)));
  }

  private static Outgoing outgoing(String uri) {
    return Outgoing.of(call("POST", URI.create(uri), true), CallLimits.standard());
  }

  private static HttpCall bodiless(URI uri) {
    return new HttpCall("GET", uri, HEADERS, new byte[0], true, Duration.ofSeconds(60));
  }

  private static HttpCall call(String method, URI uri, boolean follow) {
    byte[] body =
        method.equals("GET") || method.equals("HEAD") ? new byte[0] : "body".getBytes(UTF_8);
    return new HttpCall(
        method, uri, body.length == 0 ? Map.of() : HEADERS, body, follow, Duration.ofSeconds(60));
  }
}
