package dev.carillon.running;

import static dev.carillon.running.House.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@code call: http} puts into its message and reads out of the answer, byte by byte. */
class HttpMessagesTest extends InHouse {
  private int calls;

  private Run call(TargetServer target, String with, String input) {
    String source = ("- ask:\n    call: http\n    with:\n" + with.indent(6))
        .replace("$TARGET", target.uri("").toString());
    String head = "use: {secrets: [token]}\n";
    return house.ended(house.save("call-" + ++calls, "1.0.0", source, head), input);
  }

  private void refused(String with, String input, String type, String told) {
    try (TargetServer target = TargetServer.thatAnswers(200, "fine")) {
      Run run = call(target, with, input);

      RunError error = run.error().orElseThrow(() -> new AssertionError("sent: " + with));
      assertThat(error.type()).as(with).endsWith("/" + type);
      assertThat(error.detail().orElseThrow()).contains(told);
      assertThat(target.requests()).isEmpty();
    }
  }

  private static String posting(String type, String body) {
    return "method: post\nendpoint: $TARGET/\nheaders: {Content-Type: '" + type + "'}\nbody: "
        + body + "\n";
  }

  private Run answered(String json) {
    try (TargetServer target = TargetServer.thatAnswers(
        any -> TargetAnswer.of(200, json).with("Content-Type", "application/json"))) {
      return call(target, "method: get\nendpoint: $TARGET/\n", "{}");
    }
  }

  // ---- what is sent

  @Test
  void aHeaderThatWouldBeLostIsAnErrorThatNamesBoth() {
    String get = "method: get\nendpoint: $TARGET/\nheaders: ";
    String one = " are one, as case is ignored in their names; leave one of them out";

    refused(
        get + "'${ {\"X-Kind\": \"a\", \"x-kind\": \"b\"} }'",
        "{}",
        "configuration",
        "the headers X-Kind and x-kind" + one);
    refused(
        get + "'${ {(.name): \"a\", AUTHORIZATION: \"b\"} }'",
        "{\"name\":\"authorization\"}",
        "configuration",
        "the headers authorization and AUTHORIZATION" + one);
    house.secrets.put("token", json("\"very-secret\""));
    refused(
        """
        method: get
        endpoint: {uri: "$TARGET/", authentication: {bearer: {token: "${ $secrets.token }"}}}
        headers: '${ {authorization: "mine"} }'
        """,
        "{}",
        "configuration",
        "the header authorization would be lost, as \"authentication\" sets it; leave one of the"
            + " two out");
  }

  @Test
  void aHeaderThatIsNullTakesNoPlace() {
    try (TargetServer target = TargetServer.thatAnswers(200, "fine")) {
      call(
          target,
          "method: get\nendpoint: $TARGET/\nheaders: '${ {\"X-Kind\": \"a\", \"x-kind\": null} }'",
          "{}");

      assertThat(target.requests().get(0).header("x-kind")).isEqualTo("a");
    }
  }

  @Test
  void aMethodIsOneOfTheSevenAlsoWhenAnExpressionYieldsIt() {
    String with = "method: '${ .m }'\nendpoint: $TARGET/\n";
    String[][] yielded = {
      {"\"BREW\"", "the text \"BREW\""},
      {"\"TRACE\"", "the text \"TRACE\""},
      {"\"a b\"", "the text \"a b\""},
      {"\"\"", "an empty text"},
      {"7", "the number 7"},
    };
    for (String[] each : yielded) {
      refused(
          with,
          "{\"m\":" + each[0] + "}",
          "expression",
          "the method is one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, and its expression"
              + " yields " + each[1]);
    }
    try (TargetServer target = TargetServer.thatAnswers(200, "fine")) {
      call(target, with, "{\"m\":\"patch\"}");

      assertThat(target.requests().get(0).method()).isEqualTo("PATCH");
    }
  }

  @Test
  void aTextIsSentInTheCharactersThatItsTypeNames() {
    String[][] sent = {
      {"text/plain; charset=ISO-8859-1", "grün", "6772fc6e"},
      {"text/plain ;Charset = \"windows-1251\"", "день", "e4e5edfc"},
      {"text/plain; charset=utf-16be", "ü", "00fc"},
      {"text/plain; charset=utf-8", "ü", "c3bc"},
      {"text/plain; format=flowed", "ü", "c3bc"},
      {"application/xml; charset=us-ascii; a=b", "u", "75"},
      {"application/json; charset=ISO-8859-1", "[ü]", "5b22c3bc225d"},
    };
    try (TargetServer target = TargetServer.thatAnswers(200, "fine")) {
      for (String[] each : sent) {
        call(target, posting(each[0], each[1]), "{}");

        byte[] body = target.requests().get(target.requests().size() - 1).body();
        assertThat(HexFormat.of().formatHex(body)).as(each[0]).isEqualTo(each[2]);
      }
    }
  }

  @Test
  void aTextThatCannotBeWrittenInThemIsNotSent() {
    String[][] unsent = {
      {"text/plain; charset=ISO-8859-1", "5 €", "a character that cannot be written in ISO-8859-1"},
      {"text/plain; charset=nobodys", "x", "no charset \"nobodys\" is known here"},
      {"text/plain; charset=\"a b\"", "x", "no charset \"a b\" is known here"},
      {"text/plain; charset=ISO-2022-CN", "x", "no charset \"ISO-2022-CN\" is known here"},
    };
    for (String[] each : unsent) {
      String told = each[2] + "; write charset=utf-8 in the header Content-Type";
      refused(posting(each[0], each[1]), "{}", "configuration", told);
    }
  }

  // ---- what is answered

  @Test
  void aNumberThatNoDoubleHoldsIsAnErrorThatSaysWhatToDo() {
    for (String number : List.of("1e309", "-1e99999999999")) {
      RunError error = answered("{\"n\": [" + number + "]}").error().orElseThrow();

      assertThat(error.type()).endsWith("/configuration");
      assertThat(error.detail().orElseThrow())
          .contains(
              "the reply of 127.0.0.1 holds " + number, "out of reach for a number", "output: raw");
    }
  }

  @Test
  void ofTwoMembersOfOneNameTheLastCounts() {
    assertThat(answered("{\"a\":1,\"b\":2,\"a\":{\"c\":3,\"c\":4}}").output().orElseThrow())
        .hasToString("{\"a\":{\"c\":4},\"b\":2}");
  }

  @Test
  void aNumberThatIsNearlyNothingIsNothing() {
    assertThat(answered("[1e-400, 0e-99999999999]").output().orElseThrow())
        .hasToString("[0.0,0.0]");
  }
}
