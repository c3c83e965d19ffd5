package dev.carillon.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.running.CallFailedException;
import dev.carillon.running.CallFailedException.Kind;
import dev.carillon.running.CallRefusedException;
import dev.carillon.running.CallRefusedException.Reason;
import dev.carillon.running.Cancellation;
import dev.carillon.running.HttpCall;
import dev.carillon.running.HttpReply;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GatedHttpCallerTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final CallLimits LIMITS =
      new CallLimits(1000, 10_000, Duration.ofSeconds(30), Duration.ofSeconds(60), 4);

  private final FakeNames names = new FakeNames();
  private final GatedHttpCaller caller = caller(AddressRules.any());

  /** The first call of a JVM loads classes and certificates, which a short time has no room for. */
  @BeforeAll
  static void makeTheFirstCall() {
    try (var target = TargetServer.thatAnswers(200, "");
        var first = new GatedHttpCaller(AddressRules.any(), LIMITS)) {
      first.exchange(call("GET", target.uri("/")));
    }
  }

  @AfterEach
  void close() {
    caller.close();
  }

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
  void aTargetThatHangsHoldsTheCallerNoLongerThanItsTime() throws Exception {
    try (var target = TargetServer.thatHangs()) {
      CallFailedException failed = failure(call("POST", target.uri("/"), SHORT));

      assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(failed.maybeSent()).isTrue();
      assertThat(failed).hasMessage("no whole reply came from 127.0.0.1 within 1000 ms");
    }
  }

  @Test
  void aTargetThatTricklesHoldsTheCallerNoLongerThanItsTime() throws Exception {
    try (var target = TargetServer.thatTrickles()) {
      assertThat(failure(call("GET", target.uri("/"), SHORT)).kind()).isEqualTo(Kind.TIMEOUT);
      target.awaitHangUp();
    }
  }

  @Test
  void aSilenceHasALimitOfItsOwn() {
    var impatient = new CallLimits(1, 1, Duration.ofSeconds(30), Duration.ofMillis(100), 1);
    try (var target = TargetServer.thatHangs();
        var caller =
            new GatedHttpCaller(gate(AddressRules.any()), impatient, SSLContexts::createDefault)) {
      CallFailedException failed = catchThrowableOfType(
          CallFailedException.class, () -> caller.exchange(call("GET", target.uri("/"))));

      assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(failed).hasMessageContaining("was silent for too long");
    }
  }

  @Test
  void aNameServerThatHangsHoldsTheCallerNoLongerThanItsTime() {
    names.hang();
    CallFailedException failed = failure(call("GET", URI.create("http://slow.example/"), SHORT));
    names.answer("slow.example", "127.0.0.1");

    assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(failed.maybeSent()).isFalse();
  }

  @Test
  void anEndlessReplyIsCutOffAtItsLimit() throws Exception {
    try (var target = TargetServer.thatAnswersTooMuch()) {
      assertThat(failure(call("GET", target.uri("/"))).kind()).isEqualTo(Kind.TOO_LARGE);
      target.awaitHangUp();
    }
  }

  @Test
  void aReplyMayBeAsLargeAsTheLimitAndNotAByteMore() {
    try (var fits = TargetServer.thatAnswers(200, "x".repeat(10_000));
        var tooLarge = TargetServer.thatAnswers(200, "x".repeat(10_001))) {
      assertThat(caller.exchange(call("GET", fits.uri("/"))).body()).hasSize(10_000);
      assertThat(failure(call("GET", tooLarge.uri("/"))).kind()).isEqualTo(Kind.TOO_LARGE);
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
  void aHeaderLineWithoutEndIsCutOff() {
    try (var line = TargetServer.thatSays("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000))) {
      assertThat(failure(call("GET", line.uri("/"))).kind()).isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  void aReplyMayHaveTwoHundredHeadersAndNotOneMore() {
    String start = "HTTP/1.1 204 OK\r\n" + "X: x\r\n".repeat(200);
    try (var many = TargetServer.thatSays(start + "\r\n");
        var tooMany = TargetServer.thatSays(start + "X: x\r\n\r\n")) {
      assertThat(caller.exchange(call("GET", many.uri("/"))).headers().get("x")).hasSize(200);
      assertThat(failure(call("GET", tooMany.uri("/"))).kind()).isEqualTo(Kind.TOO_LARGE);
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
  void theNextAddressIsTriedWhenOneTakesNoConnection() {
    try (var target = TargetServer.thatAnswers(200, "here")) {
      names.answer("two.example", "127.0.0.2", "127.0.0.1");
      assertThat(caller.exchange(call("GET", target.uri("two.example", "/"))).status())
          .isEqualTo(200);
    }
  }

  @Test
  void theNextAddressIsNotTriedWhenTheRequestMayHaveArrived() {
    try (var target = TargetServer.thatHangsUp()) {
      names.answer("two.example", "127.0.0.1", "127.0.0.1");
      assertThat(failure(call("POST", target.uri("two.example", "/"))).maybeSent())
          .isTrue();
      assertThat(target.requests()).hasSize(1);
    }
  }

  @Test
  void aNameWithoutAddressIsAFailureOfItsOwn() {
    CallFailedException failed = failure(call("GET", URI.create("http://nowhere.example/")));
    assertThat(failed.kind()).isEqualTo(Kind.UNKNOWN_HOST);
    assertThat(failed).hasMessage("the host nowhere.example has no address that is known here");
  }

  @Test
  void aNameIsLookedUpOnceAndWhatWasCheckedIsConnectedTo() {
    try (var target = TargetServer.thatAnswers(200, "");
        var careful = caller(AddressRules.publicAnd(List.of("127.0.0.1")))) {
      // Checked as allowed, then (if anybody asked again) a loopback address that is not.
      names.answerOnce("rebinding.example", "127.0.0.1").answer("rebinding.example", "127.0.0.2");

      assertThat(careful
              .exchange(call("GET", target.uri("rebinding.example", "/")))
              .status())
          .isEqualTo(200);
      assertThat(names.lookups()).containsExactly("rebinding.example");
      assertThat(target.requests().get(0).header("host"))
          .isEqualTo("rebinding.example:" + target.port());
    }
  }

  @Test
  void eachCallIsCheckedAnew() {
    try (var target = TargetServer.thatAnswers(200, "");
        var careful = caller(AddressRules.publicAnd(List.of("127.0.0.1")))) {
      names.answerOnce("rebinding.example", "127.0.0.1").answer("rebinding.example", "10.0.0.1");
      careful.exchange(call("GET", target.uri("rebinding.example", "/")));

      assertThatThrownBy(() -> careful.exchange(call("GET", target.uri("rebinding.example", "/"))))
          .isInstanceOf(CallRefusedException.class);
      assertThat(target.requests()).hasSize(1);
    }
  }

  @Test
  void aNameThatLeadsBothInsideAndOutsideIsRefused() {
    names.answer("mixed.example", "93.184.216.34", "192.168.0.1");
    CallRefusedException refused = refusal("http://mixed.example/");
    assertThat(refused.reason()).isEqualTo(Reason.ADDRESS);
    assertThat(refused)
        .hasMessage(
            "mixed.example leads to a private address (RFC 1918), which tasks may not reach under"
                + " CARILLON_OUTBOUND=public; CARILLON_OUTBOUND_ALLOW can allow hosts and blocks of"
                + " addresses");
  }

  @Test
  void nothingIsSentToARefusedAddress() {
    try (var target = TargetServer.thatAnswers(200, "")) {
      CallRefusedException refused = refusal(target.uri("/").toString());
      assertThat(refused).hasMessageStartingWith("127.0.0.1 is a loopback address (RFC 1122)");
      assertThat(target.requests()).isEmpty();
    }
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

  @Test
  void anInterruptedThreadLeavesItsCallAndStaysInterrupted() throws Exception {
    try (var target = TargetServer.thatTrickles()) {
      var stayed = new CompletableFuture<Boolean>();
      var failed = new CompletableFuture<CallFailedException>();
      Thread thread = new Thread(() -> {
        failed.complete(failure(call("GET", target.uri("/"))));
        stayed.complete(Thread.interrupted());
      });
      thread.start();
      target.awaitRequest();
      thread.interrupt();

      assertThat(failed.get().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(stayed.get()).isTrue();
      target.awaitHangUp();
    }
  }

  @Test
  void aCallCanBeCancelledFromAnotherThread() throws Exception {
    try (var target = TargetServer.thatTrickles()) {
      var cancellation = new Cancellation();
      var failed = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
          CallFailedException.class,
          () -> caller.exchange(call("GET", target.uri("/")), cancellation)));
      target.awaitRequest();
      cancellation.cancel();

      assertThat(failed.get().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(failed.get().maybeSent()).isTrue();
      target.awaitHangUp();
    }
  }

  @Test
  void aCallThatWasCancelledBeforehandIsNotSent() {
    try (var target = TargetServer.thatAnswers(200, "")) {
      var cancellation = new Cancellation();
      cancellation.cancel();
      assertThatThrownBy(() -> caller.exchange(call("GET", target.uri("/")), cancellation))
          .isInstanceOf(CallFailedException.class)
          .hasMessage("the call to 127.0.0.1 was cancelled");
      caller.close();
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  void closingEndsWhatIsUnderWayAndMayComeTwice() throws Exception {
    try (var target = TargetServer.thatTrickles()) {
      var failed = CompletableFuture.supplyAsync(() -> failure(call("GET", target.uri("/"))));
      target.awaitRequest();
      caller.close();
      caller.close();

      assertThat(failed.get().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(failure(call("GET", target.uri("/"))).kind()).isEqualTo(Kind.CANCELLED);
    }
  }

  @Test
  void aCallThatFindsNoFreeConnectionWaitsInItsOwnTime() throws Exception {
    var one = new CallLimits(0, 0, Duration.ofSeconds(30), Duration.ofSeconds(60), 1);
    var cancellation = new Cancellation();
    try (var target = TargetServer.thatHangs();
        var narrow =
            new GatedHttpCaller(gate(AddressRules.any()), one, SSLContexts::createDefault)) {
      var first = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
          CallFailedException.class,
          () -> narrow.exchange(call("GET", target.uri("/")), cancellation)));
      target.awaitRequest();
      CallFailedException failed = catchThrowableOfType(
          CallFailedException.class, () -> narrow.exchange(call("GET", target.uri("/"), SHORT)));

      assertThat(failed.kind()).isEqualTo(Kind.BUSY);
      assertThat(failed.maybeSent()).isFalse();
      cancellation.cancel();
      assertThat(first.get().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(target.requests()).hasSize(1);
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

  private Gate gate(AddressRules rules) {
    return new Gate(rules, names);
  }

  private GatedHttpCaller caller(AddressRules rules) {
    return new GatedHttpCaller(gate(rules), LIMITS, SSLContexts::createDefault);
  }

  private CallFailedException failure(HttpCall call) {
    return catchThrowableOfType(CallFailedException.class, () -> caller.exchange(call));
  }

  private CallRefusedException refusal(String uri) {
    try (var careful = caller(AddressRules.publicAnd(List.of()))) {
      return catchThrowableOfType(
          CallRefusedException.class, () -> careful.exchange(call("GET", URI.create(uri))));
    }
  }

  private static HttpCall call(String method, URI uri) {
    return call(method, uri, LONG);
  }

  private static HttpCall call(String method, URI uri, Duration timeout) {
    return new HttpCall(method, uri, Map.of(), new byte[0], false, timeout);
  }
}
