package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpCallTest {
  private static final URI PLACE = URI.create("https://a.example/x?token=secret");

  @Test
  void namesOfHeadersAreFoundInAnySpellingAndNotTakenTwice() {
    assertThat(call(Map.of("X-One", "1")).headers()).containsEntry("x-ONE", "1");
    assertThatThrownBy(() -> call(Map.of("X-One", "1", "x-one", "2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("the header (?i:x-one) was given twice");
  }

  @Test
  void whatIsHandedInOrOutMayBeChangedWithoutEffect() {
    byte[] body = {1};
    var call = new HttpCall("get", PLACE, Map.of(), body, false, Duration.ofSeconds(1));
    var reply = new HttpReply(200, Map.of("A", List.of("1")), body, PLACE);
    body[0] = 2;
    call.body()[0] = 3;
    reply.body()[0] = 3;
    assertThat(call.body()).containsExactly(1);
    assertThat(reply.body()).containsExactly(1);
    assertThat(reply.header("a")).contains("1");
  }

  @Test
  void aCallInALogTellsNoSecret() {
    assertThat(call(Map.of("Authorization", "secret"))).hasToString("GET https://a.example");
  }

  @Test
  void aTimeoutOfNothingIsRefused() {
    assertThatThrownBy(
            () -> new HttpCall("GET", PLACE, Map.of(), new byte[0], false, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static HttpCall call(Map<String, String> headers) {
    return new HttpCall("get", PLACE, headers, new byte[0], false, Duration.ofSeconds(1));
  }
}
