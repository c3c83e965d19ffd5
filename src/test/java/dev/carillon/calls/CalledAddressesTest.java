package dev.carillon.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.running.CallFailedException;
import dev.carillon.running.CallFailedException.Kind;
import dev.carillon.running.CallRefusedException;
import dev.carillon.running.CallRefusedException.Reason;
import dev.carillon.testing.TargetServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was checked is what is connected to. */
class CalledAddressesTest extends Calling {
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

  private CallRefusedException refusal(String uri) {
    try (var careful = caller(AddressRules.publicAnd(List.of()))) {
      return catchThrowableOfType(
          CallRefusedException.class, () -> careful.exchange(call("GET", URI.create(uri))));
    }
  }
}
