package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Run;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@code call: http} puts into its message and reads out of the answer, byte by byte. */
class HttpMessagesTest extends InHouse {
  private Run call(TargetServer target, String with, String input) {
    String source = ("- ask:\n    call: http\n    with:\n" + with.indent(6))
        .replace("$TARGET", target.uri("").toString());
    String name = "call-" + Integer.toHexString(source.hashCode());
    return house.ended(house.save(name, "1.0.0", source, ""), input);
  }

  private Run answered(String json) {
    try (TargetServer target = TargetServer.thatAnswers(
        any -> TargetAnswer.of(200, json).with("Content-Type", "application/json"))) {
      return call(target, "method: get\nendpoint: $TARGET/\n", "{}");
    }
  }

  // ---- what is answered

  @ParameterizedTest
  @ValueSource(strings = {"1e309", "-1e99999999999"})
  void aNumberThatNoDoubleHoldsIsAnErrorThatSaysWhatToDo(String number) {
    Run run = answered("{\"n\": [" + number + "]}");

    assertThat(run.error().get().type()).endsWith("/configuration");
    assertThat(run.error().get().detail().get())
        .contains(
            "the reply of 127.0.0.1 holds " + number, "out of reach for a number", "output: raw");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e-400                         | 0.0",
        "0e-99999999999                 | 0.0",
        "{\"a\":1,\"b\":2,\"a\":{\"c\":3,\"c\":4}} | {\"a\":{\"c\":4},\"b\":2}",
      })
  void ofTwoMembersOfOneNameTheLastCountsAndWhatIsTinyIsNothing(String reply, String output) {
    assertThat(answered(reply).output().orElseThrow().toString()).isEqualTo(output);
  }
}
