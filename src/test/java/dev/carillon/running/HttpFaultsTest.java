package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Run;
import dev.carillon.testing.TargetServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which error of the standard an HTTP answer is. */
class HttpFaultsTest extends InHouse {
  @ParameterizedTest
  @CsvSource({
    "400, communication",
    "401, authentication",
    "403, authorization",
    "404, communication",
    "408, timeout",
    "500, communication",
    "504, timeout",
  })
  void anAnswerThatIsNoSuccessIsAnErrorOfItsKind(int status, String type) {
    try (TargetServer target = TargetServer.thatAnswers(status, "no")) {
      Run run = house.ended(house.save("ask", """
          - ask:
              try:
                - call: {call: http, with: {method: get, endpoint: "%s"}}
              catch:
                as: caught
                do:
                  - tell: {set: "${ $caught }"}
          """.formatted(target.uri("/"))), "");

      assertThat(run.output().get().path("type").asText()).endsWith("/errors/" + type);
      assertThat(run.output().get().path("status").asInt()).isEqualTo(status);
      assertThat(run.output().get().path("instance").asText()).isEqualTo("/do/0/ask/try/0/call");
    }
  }
}
