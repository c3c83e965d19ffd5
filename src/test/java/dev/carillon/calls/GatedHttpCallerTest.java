package dev.carillon.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.running.CallFailedException;
import dev.carillon.running.CallFailedException.Kind;
import dev.carillon.running.HttpCall;
import dev.carillon.running.HttpReply;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is sent and what comes back. */
class GatedHttpCallerTest extends Calling {
  @Test
  void aCallArrivesAsItWasWrittenAndItsReplyComesBackAsItIs() {
    try (var target = TargetServer.thatAnswers(
        request -> TargetAnswer.of(418, "räply").with("X-One", "1").with("x-one", "2"))) {
      HttpReply reply = caller.exchange(new HttpCall(
          "post",
          target.uri("/a%20b/c?q=%C3%A4#part"),
          Map.of("X-Key", "value", "Content-Type", "text/plain; charset=utf-8"),
          "bödy".getBytes(UTF_8),
          false,
          LONG));

      assertThat(reply.status()).isEqualTo(418);
      assertThat(new String(reply.body(), UTF_8)).isEqualTo("räply");
      assertThat(reply.headers().get("X-ONE")).containsExactly("1", "2");
      assertThat(reply.uri()).isEqualTo(target.uri("/a%20b/c?q=%C3%A4"));
      var sent = target.requests().get(0);
      assertThat(sent.line()).isEqualTo("POST /a%20b/c?q=%C3%A4 HTTP/1.1");
      assertThat(sent.header("host")).isEqualTo("127.0.0.1:" + target.port());
      assertThat(sent.header("x-key")).isEqualTo("value");
      assertThat(sent.header("content-type")).isEqualTo("text/plain; charset=utf-8");
      assertThat(sent.header("user-agent")).isEqualTo("Carillon");
      assertThat(sent.text()).isEqualTo("bödy");
    }
  }

  @Test
  void anEmptyPostSaysThatItIsEmptyAndAGetSaysNothing() {
    try (var target = TargetServer.thatAnswers(204, "")) {
      assertThat(caller.exchange(call("POST", target.uri("/"))).body()).isEmpty();
      caller.exchange(call("GET", target.uri("/")));
      caller.exchange(call("HEAD", target.uri("")));

      assertThat(target.requests())
          .extracting(r -> r.header("content-length"))
          .containsExactly("0", "", "");
      assertThat(target.requests().get(2).target()).isEqualTo("/");
    }
  }

  @Test
  void aPathMayBeginWithTwoSlashes() {
    try (var target = TargetServer.thatAnswers(200, "")) {
      caller.exchange(call("GET", target.uri("//x/../y")));

      assertThat(target.requests().get(0).target()).isEqualTo("//x/../y");
    }
  }

  @Test
  void aCompressedReplyIsDecodedAndItsDecodedSizeIsBounded() {
    try (var fits = compressed("x".repeat(10_000));
        var bomb = compressed("x".repeat(2_000_000))) {
      HttpReply reply = caller.exchange(call("GET", fits.uri("/")));
      assertThat(reply.body()).hasSize(10_000);
      assertThat(reply.headers()).doesNotContainKeys("content-encoding", "content-length");
      assertThat(fits.requests().get(0).header("accept-encoding")).isEqualTo("gzip");
      assertThat(failure(call("GET", bomb.uri("/"))).kind()).isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  void aReplyThatIsNotCompressedAsItSaysIsAFailure() {
    try (var target = TargetServer.thatAnswers(
        request -> TargetAnswer.of(200, "plain").with("Content-Encoding", "gzip"))) {
      CallFailedException failed = failure(call("GET", target.uri("/")));
      assertThat(failed.kind()).isEqualTo(Kind.BROKEN_OFF);
      assertThat(failed).hasMessageContaining("is not compressed as it says");
    }
  }

  @Test
  void aCodingThatIsNotKnownIsLeftAsItIs() {
    try (var target = TargetServer.thatAnswers(
        request -> TargetAnswer.of(200, "raw").with("Content-Encoding", "br"))) {
      HttpReply reply = caller.exchange(call("GET", target.uri("/")));
      assertThat(reply.body()).asString(UTF_8).isEqualTo("raw");
      assertThat(reply.header("content-encoding")).contains("br");
    }
  }

  @Test
  void aReplyThatBreaksOffIsNoReplyAndIsNotAskedForAgain() {
    try (var inTheMiddle = TargetServer.thatBreaksOff();
        var atOnce = TargetServer.thatHangsUp();
        var nonsense = TargetServer.thatSays("220 smtp.example ESMTP\r\n")) {
      for (TargetServer target : new TargetServer[] {inTheMiddle, atOnce, nonsense}) {
        CallFailedException failed = failure(call("GET", target.uri("/")));
        assertThat(failed.kind()).isEqualTo(Kind.BROKEN_OFF);
        assertThat(failed.maybeSent()).isTrue();
        assertThat(target.requests()).hasSize(1);
      }
    }
  }

  @Test
  void aServerThatIsBusyIsNotAskedAgainByItself() {
    try (var target =
        TargetServer.thatAnswers(r -> TargetAnswer.of(503, "").with("Retry-After", "0"))) {
      assertThat(caller.exchange(call("GET", target.uri("/"))).status()).isEqualTo(503);
      assertThat(target.requests()).hasSize(1);
    }
  }

  @Test
  void aPortWhereNobodyListensIsAFailureToConnect() {
    URI nobody;
    try (var target = TargetServer.thatHangs()) {
      nobody = target.uri("/");
    }
    CallFailedException failed = failure(call("GET", nobody));
    assertThat(failed.kind()).isEqualTo(Kind.CONNECT);
    assertThat(failed.maybeSent()).isFalse();
  }

  @Test
  void theProxiesOfTheJvmAreNotAsked() {
    var proxies = Map.of(
        "socksProxyHost",
        "127.0.0.2",
        "socksProxyPort",
        "1",
        "http.proxyHost",
        "127.0.0.2",
        "http.proxyPort",
        "1",
        "socksNonProxyHosts",
        "",
        "http.nonProxyHosts",
        "");
    try (var target = TargetServer.thatAnswers(200, "")) {
      SystemProperties.during(
          proxies,
          () ->
              assertThat(caller.exchange(call("GET", target.uri("/"))).status()).isEqualTo(200));
    }
  }

  @Test
  void cookiesAreNotKept() {
    try (var target =
        TargetServer.thatAnswers(r -> TargetAnswer.of(200, "").with("Set-Cookie", "a=b; Path=/"))) {
      caller.exchange(call("GET", target.uri("/")));
      caller.exchange(call("GET", target.uri("/")));
      assertThat(target.requests().get(1).headers()).doesNotContainKey("cookie");
    }
  }

  private static TargetServer compressed(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return TargetServer.thatAnswers(request ->
        TargetAnswer.of(200, "").with("Content-Encoding", "gzip").with(bytes.toByteArray()));
  }
}
