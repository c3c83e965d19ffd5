package dev.carillon.running;

import static dev.carillon.running.House.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Run;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
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

  // ---- what is sent

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{X-Kind: a, x-kind: b}        | X-Kind and x-kind",
        "{X-Kind: a, x-kind: null}     |",
        "{(.name): a, AUTHORIZATION: b}| authorization and AUTHORIZATION",
      })
  void aHeaderThatWouldBeLostIsAnErrorThatNamesBoth(String headers, String named) {
    try (TargetServer target = TargetServer.thatAnswers(200, "fine")) {
      Run run = call(
          target,
          "method: get\nendpoint: $TARGET/\nheaders: '${ "
              + headers
                  .replaceAll(": ([ab])", ": \"$1\"")
                  .replace("X-Kind", "\"X-Kind\"")
                  .replace("x-kind", "\"x-kind\"")
              + " }'\n",
          "{\"name\":\"authorization\"}");

      if (named == null) {
        assertThat(target.requests().get(0).header("x-kind")).isEqualTo("a");
        return;
      }
      assertThat(run.error().get().type()).endsWith("/configuration");
      assertThat(run.error().get().detail().get())
          .isEqualTo("the headers " + named + " are one, as case is ignored in their names; leave"
              + " one of them out");
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  void anAuthorizationBesideAnAuthenticationIsAnErrorThatNamesBoth() {
    house.secrets.put("token", json("\"very-secret\""));
    try (TargetServer target = TargetServer.thatAnswers(200, "fine")) {
      String source = """
          - ask:
              call: http
              with:
                method: get
                endpoint: {uri: "%s", authentication: {bearer: {token: "${ $secrets.token }"}}}
                headers: '${ {authorization: "mine"} }'
          """.formatted(target.uri("/"));
      Run run = house.ended(house.save("both", "1.0.0", source, "use: {secrets: [token]}\n"), "{}");

      assertThat(run.error().get().type()).endsWith("/configuration");
      assertThat(run.error().get().detail().get())
          .isEqualTo("the header authorization would be lost, as \"authentication\" sets it; leave"
              + " one of the two out");
      assertThat(target.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"patch\" |",
        "\"BREW\"  | yields the text \"BREW\"",
        "\"TRACE\" | yields the text \"TRACE\"",
        "\"a b\"   | yields the text \"a b\"",
        "\"\"      | yields an empty text",
        "7         | yields the number 7",
      })
  void aMethodIsOneOfTheSevenAlsoWhenAnExpressionYieldsIt(String method, String told) {
    try (TargetServer target = TargetServer.thatAnswers(200, "fine")) {
      Run run = call(target, "method: '${ .m }'\nendpoint: $TARGET/\n", "{\"m\":" + method + "}");

      if (told == null) {
        assertThat(target.requests().get(0).method()).isEqualTo("PATCH");
        return;
      }
      assertThat(run.error().get().type()).endsWith("/expression");
      assertThat(run.error().get().detail().get())
          .contains("the method is one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, and its"
              + " expression " + told);
      assertThat(target.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain; charset=ISO-8859-1          | grün   | 6772fc6e",
        "text/plain ;Charset = \"windows-1251\"  | день   | e4e5edfc",
        "text/plain; charset=utf-16be            | ü      | 00fc",
        "text/plain; charset=utf-8               | ü      | c3bc",
        "text/plain; format=flowed               | ü      | c3bc",
        "application/xml; charset=us-ascii; a=b  | u      | 75",
      })
  void aTextIsSentInTheCharactersThatItsTypeNames(String type, String body, String bytes) {
    try (TargetServer target = TargetServer.thatAnswers(200, "fine")) {
      call(
          target,
          "method: post\nendpoint: $TARGET/\nheaders: {Content-Type: '" + type + "'}\nbody: "
              + body,
          "{}");

      assertThat(HexFormat.of().formatHex(target.requests().get(0).body())).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain; charset=ISO-8859-1 | '5 €' | cannot be written in ISO-8859-1",
        "text/plain; charset=nobodys    | x     | no charset \"nobodys\" is known here",
        "text/plain; charset=\"a b\"    | x     | no charset \"a b\" is known here",
        "text/plain; charset=ISO-2022-CN| x     | no charset \"ISO-2022-CN\" is known here",
      })
  void aTextThatCannotBeWrittenInThemIsNotSent(String type, String body, String told) {
    try (TargetServer target = TargetServer.thatAnswers(200, "fine")) {
      Run run = call(
          target,
          "method: post\nendpoint: $TARGET/\nheaders: {Content-Type: '" + type + "'}\nbody: "
              + body,
          "{}");

      assertThat(run.error().get().type()).endsWith("/configuration");
      assertThat(run.error().get().detail().get()).contains(told, "utf-8");
      assertThat(target.requests()).isEmpty();
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
