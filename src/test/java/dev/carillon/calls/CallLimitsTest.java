package dev.carillon.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.running.CallFailedException;
import dev.carillon.running.CallFailedException.Kind;
import dev.carillon.running.Cancellation;
import dev.carillon.testing.TargetServer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;

/** No call takes longer, nor more memory, than it may, and each can be ended. */
class CallLimitsTest extends Calling {
  @Test
  void aTargetThatHangsHoldsTheCallerNoLongerThanItsTime() throws Exception {
    try (var target = TargetServer.thatHangs()) {
      CallFailedException failed = failure(call("POST", target.uri("/"), SHORT));

      assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(failed.maybeSent()).isTrue();
      assertThat(failed).hasMessage("no whole reply came from 127.0.0.1 within 3000 ms");
    }
  }

  @Test
  void aCallThatHasAllTheTimeThereIsNamesItsSettingAtTheEnd() {
    var hasty = new CallLimits(1, 1, Duration.ofSeconds(30), Duration.ofSeconds(3), 1);
    try (var target = TargetServer.thatHangs();
        var caller = new GatedHttpCaller(
            gate(AddressRules.any()), hasty, Optional.empty(), SSLContexts::createDefault)) {
      CallFailedException failed = catchThrowableOfType(
          CallFailedException.class,
          () -> caller.exchange(call("GET", target.uri("/"), caller.timeLimit())));

      assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(failed).hasMessageEndingWith(", which is as long as CARILLON_HTTP_TIMEOUT allows");
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
        var caller = new GatedHttpCaller(
            gate(AddressRules.any()), impatient, Optional.empty(), SSLContexts::createDefault)) {
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
      assertThat(failure(call("GET", tooLarge.uri("/"))))
          .hasMessageEndingWith(" has more than the 10000 bytes that CARILLON_MAX_REPLY allows");
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
        var narrow = new GatedHttpCaller(
            gate(AddressRules.any()), one, Optional.empty(), SSLContexts::createDefault)) {
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
}
