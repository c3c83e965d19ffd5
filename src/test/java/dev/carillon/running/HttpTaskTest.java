package dev.carillon.running;

import static dev.carillon.running.House.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetRequest;
import dev.carillon.testing.TargetServer;
import dev.carillon.workflow.WorkflowId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code call: http}: what is sent, what becomes of the answer, and who we say that we are. */
class HttpTaskTest extends InHouse {
  private static final String HEAD = """
      use:
        secrets: [account, token]
        authentications:
          named: {basic: {use: account}}
      """;

  private Run call(TargetServer target, String with, String input) {
    String tasks = "- ask:\n    call: http\n    with:\n" + with.indent(6);
    String source = tasks.replace("$TARGET", target.uri("").toString());
    String name = "call-" + Integer.toHexString(source.hashCode());
    return house.ended(house.save(name, "1.0.0", source, HEAD), input);
  }

  private static TargetServer answering() {
    return TargetServer.thatAnswers(200, "fine");
  }

  private static String body(TargetRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  @Test
  void aTemplateIsFilledWithMembersOfTheInputAndWhatIsMissingIsEmpty() {
    try (TargetServer target = answering()) {
      call(target, """
          method: get
          endpoint: $TARGET/a/{first}/{pet.id}/{missing}/{none}/{flag}
          query: {q: "${ .list }", none: "${ null }", "a b": "1&2"}
          """, """
          {"first":"x y/ö~*","pet.id":7,"none":null,"flag":true,"list":["1","2"]}""");

      assertThat(target.requests().get(0).line())
          .startsWith("GET /a/x%20y%2F%C3%B6~%2A/7///true?q=1&q=2&a%20b=1%262 ");
    }
  }

  @Test
  void whoeverIsCalledIsToldTheDueTimeUnlessTheAuthorSaysAnother() {
    try (TargetServer target = answering()) {
      WorkflowId id = house.save("due", """
          - plain: {call: http, with: {method: get, endpoint: "$TARGET/"}}
          - other:
              call: http
              with: {method: get, endpoint: "$TARGET/", headers: {carillon-due-time: mine}}
          """.replace("$TARGET", target.uri("").toString()));
      Run manual = house.ended(id, "{}");
      house.activate(id, "* * * * *");
      house.moveBy(Duration.ofMinutes(1));
      house.hand(
          Arrivals.of(house, id).local(Instant.parse("2026-03-01T12:01:00Z")).build());
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> target.requests().size() == 4);

      assertThat(manual.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(target.requests())
          .extracting(it -> it.header("Carillon-Due-Time"))
          .containsExactly("", "mine", "2026-03-01T12:01:00Z", "mine");
    }
  }

  @Test
  void aFragmentIsNotSentAndSwallowsNoQuery() {
    try (TargetServer target = answering()) {
      call(target, "method: get\nendpoint: $TARGET/a#part\nquery: {q: x}\n", "{}");

      assertThat(target.requests().get(0).target()).isEqualTo("/a?q=x");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "text/plain; charset=windows-1251 ¦ windows-1251 ¦ привет ¦ \"привет\"",
        "application/json; charset=\"utf-16\" ¦ utf-16 ¦ [\"ü\"] ¦ [\"ü\"]",
        "application/json ¦ utf-8 ¦ \uFEFF[\"ü\"] ¦ [\"ü\"]",
        "text/plain; charset=nobody-knows-it ¦ utf-8 ¦ ü ¦ \"ü\"",
        "application/problem+json ¦ utf-8 ¦ {\"a\":1} ¦ {\"a\":1}",
        "application/json ¦ utf-8 ¦ ` \n` ¦ null",
        "text/plain ¦ utf-8 ¦ ` ` ¦ \" \"",
      })
  void aBodyIsReadInTheCharactersThatItsTypeNames(
      String type, String charset, String body, String output) throws Exception {
    byte[] bytes = body.getBytes(charset);
    try (TargetServer target = TargetServer.thatAnswers(
        any -> TargetAnswer.of(200, "").with("Content-Type", type).with(bytes))) {
      Run run = call(target, "method: get\nendpoint: $TARGET/\n", "{}");

      assertThat(run.output()).as(run.toString()).contains(json(output));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "[1", "{\"a\":1}x", "NaN"})
  void whatSaysThatItIsJsonAndIsNotIsAnErrorOfTheCommunication(String body) {
    try (TargetServer target = TargetServer.thatAnswers(
        any -> TargetAnswer.of(200, body).with("Content-Type", "application/json"))) {
      WorkflowId id = house.save("no-json", """
          - attempt:
              try:
                - ask: {call: http, with: {method: get, endpoint: "%s"}}
              catch:
                do:
                  - tell: {set: {type: "${ $error.type }"}}
          """.formatted(target.uri("/")));

      assertThat(house.ended(id, "{}").output().get().path("type").asText())
          .endsWith("/communication");
    }
  }

  @ParameterizedTest
  @CsvSource({"CARILLON_MAX_LEVELS, [, 2000", "CARILLON_MAX_REPLY, x, 20000000"})
  void aReplyThatBreaksALimitIsAnErrorOfTheConfigurationThatNamesItsSetting(
      String setting, String piece, int pieces) {
    try (TargetServer target = TargetServer.thatAnswers(any ->
        TargetAnswer.of(200, piece.repeat(pieces)).with("Content-Type", "application/json"))) {
      Run run = call(target, "method: get\nendpoint: $TARGET/\n", "{}");

      assertThat(run.error().get().type()).endsWith("/configuration");
      assertThat(run.error().get().detail().get()).contains(setting);
    }
  }

  @ParameterizedTest
  @CsvSource({"null, null", "3, the number 3", "[], an array"})
  void anEndpointThatIsNoTextIsToldAsWhatItIs(String value, String told) {
    try (TargetServer target = answering()) {
      Run run = call(target, "method: get\nendpoint: '${ .u }'\n", "{\"u\":" + value + "}");

      assertThat(run.error().get().type()).endsWith("/expression");
      assertThat(run.error().get().detail().get())
          .contains("must be a text that begins with http:// or https://")
          .endsWith("its expression yields " + told);
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  void whatIsNoTextInHeadersQueryAndFormIsSentAsItsJson() {
    try (TargetServer target = answering()) {
      Run run = call(target, """
          method: post
          endpoint: $TARGET/
          headers:
            X-A: ${ .list }
            Content-Type: application/x-www-form-urlencoded
          query: {b: "${ {c: 1} }", d: "${ [[1], 2, true] }"}
          body: {e: "${ {f: 1.0} }"}
          """, "{\"list\":[1,{}]}");

      assertThat(run.state()).as(run.toString()).isEqualTo(RunState.SUCCEEDED);
      var sent = target.requests().get(0);
      assertThat(sent.header("X-A")).isEqualTo("[1,{}]");
      assertThat(sent.target()).isEqualTo("/?b=%7B%22c%22%3A1%7D&d=%5B1%5D&d=2&d=true");
      assertThat(new String(sent.body(), StandardCharsets.UTF_8))
          .isEqualTo("e=%7B%22f%22%3A1.0%7D");
    }
  }

  /** It would be taken for a step up, by whoever the call goes to or on its way there. */
  @ParameterizedTest
  @CsvSource({
    "/orders/{id}/items, '..', ''",
    "/orders/{id}, '..', ''",
    "/orders/{id}?q=1, '.', ''",
    "/orders/.{id}/x, '.', ''",
    "/orders/{id}, '...', /orders/...",
    "/orders/{id}, '../admin', /orders/..%2Fadmin",
    "/orders/../{id}, 'x', /orders/../x",
    "/orders/a{id}, '..', /orders/a..",
    "/orders?up={id}, '..', /orders?up=..",
  })
  void aMemberOfTheInputIsNoStepToAnotherPath(String endpoint, String id, String sent) {
    try (TargetServer target = answering()) {
      Run run = call(
          target, "method: get\nendpoint: $TARGET" + endpoint + "\n", "{\"id\":\"" + id + "\"}");

      if (sent.isEmpty()) {
        assertThat(run.error().get().type()).endsWith("/expression");
        assertThat(run.error().get().detail().get())
            .contains("would lead to another path: \"", "{id}\" in it becomes \".");
        assertThat(target.requests()).isEmpty();
      } else {
        assertThat(target.requests().get(0).target()).isEqualTo(sent);
      }
    }
  }

  /** JSON may write one half of a pair that stands for one character; UTF-8 cannot. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "body: ${ . }",
        "body: ${ .half }",
        "body: '${ {(.half): 1} }'",
        "body: '${ {a: \"\\ud83d\"} }'",
        "query: {q: '${ .half }'}",
        "query: {q: '${ \"\\ud83d\" }'}",
      })
  void halfACharacterStopsNoCall(String with) {
    try (TargetServer target = answering()) {
      Run run = call(
          target, "method: post\nendpoint: $TARGET/\n" + with + "\n", "{\"half\":\"a\\ud83d\"}");

      assertThat(run.state()).as(run.toString()).isEqualTo(RunState.SUCCEEDED);
      var sent = target.requests().get(0);
      assertThat(sent.target() + new String(sent.body(), StandardCharsets.UTF_8))
          .containsAnyOf("\\uD83D", "a?", "=%3F", "\uFFFD", "%EF%BF%BD");
    }
  }

  @Test
  void aLevelThatIsNoneIsToldInWordsAndNotTriedAgain() {
    WorkflowId id = house.save("loud", """
        - say: {call: log, with: {message: hello, level: "${ .level }"}}
        """);

    Run run = house.ended(id, "{\"level\":\"loud\"}");

    assertThat(run.error().get().type()).endsWith("/validation");
    assertThat(run.error().get().detail())
        .contains("the function \"log\" failed: \"level\" is one of debug, info, warn, error, and"
            + " this is \"loud\"");
  }

  @Test
  void underPublicARunThatAimsAtLoopbackEndsWithWhatDecides() {
    house.reachThePublicOnly();
    try (TargetServer target = answering()) {
      Run run = call(target, "method: get\nendpoint: $TARGET/\n", "{}");

      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.error().get().type()).endsWith("/configuration");
      assertThat(run.error().get().detail().get())
          .contains("127.0.0.1 is a loopback address")
          .contains("CARILLON_OUTBOUND=public");
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  void aMemberThatIsNoScalarIsAnErrorOfTheExpression() {
    try (TargetServer target = answering()) {
      Run run = call(target, "method: get\nendpoint: $TARGET/{list}\n", "{\"list\":[1]}");

      assertThat(run.error().get().type()).endsWith("/expression");
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  void anObjectIsSentAsJsonOrAsAFormAndATextAsItIs() {
    try (TargetServer target = answering()) {
      call(target, "method: post\nendpoint: $TARGET/\nbody: {a: [1, 'ö']}\n", "");
      call(target, """
          method: post
          endpoint: $TARGET/
          headers: {content-type: application/x-www-form-urlencoded; charset=utf-8}
          body: {name: "Ada L", tags: [a, b], none: null, n: 5}
          """, "");

      assertThat(body(target.requests().get(0))).isEqualTo("{\"a\":[1,\"ö\"]}");
      assertThat(target.requests().get(0).headers())
          .containsEntry("Content-Type", "application/json");
      assertThat(body(target.requests().get(1))).isEqualTo("name=Ada%20L&tags=a&tags=b&n=5");
      call(target, "method: put\nendpoint: $TARGET/\nbody: '{\"ö\": 1'\n", "");
      assertThat(body(target.requests().get(2))).isEqualTo("{\"ö\": 1");
      assertThat(target.requests().get(2).header("Content-Type")).isEmpty();
    }
  }

  @Test
  void theOutputIsTheContentTheBytesOrTheWholeAnswer() {
    TargetAnswer answer = TargetAnswer.of(201, "{\"a\":1}")
        .with("Content-Type", "application/problem+json")
        .with("X-Twice", "1")
        .with("X-Twice", "2");
    try (TargetServer target = TargetServer.thatAnswers(any -> answer)) {
      assertThat(call(target, "method: get\nendpoint: $TARGET/\n", "").output().get())
          .isEqualTo(json("{\"a\":1}"));
      String whole = "- ask:\n    call: http\n    with: {method: get, endpoint: '"
          + target.uri("/x") + "', output: response}\n";
      var response = house.ended(house.save("whole", whole), "").output().get();
      assertThat(response.get("statusCode").intValue()).isEqualTo(201);
      assertThat(response.at("/headers/x-twice")).isEqualTo(json("[\"1\",\"2\"]"));
      assertThat(response.at("/request/method").textValue()).isEqualTo("GET");
      assertThat(response.get("content")).isEqualTo(json("{\"a\":1}"));
      String raw = whole.replace("output: response", "output: raw");
      assertThat(house.ended(house.save("raw", raw), "").output().get().textValue())
          .isEqualTo("eyJhIjoxfQ==");
    }
  }

  @Test
  void aRedirectionIsAnErrorUnlessItIsToBeFollowed() {
    try (TargetServer target = answering();
        TargetServer moved =
            TargetServer.thatRedirectsTo(302, target.uri("/there").toString())) {
      Run followed = call(moved, "method: get\nendpoint: $TARGET/\nredirect: true\n", "");
      assertThat(followed.output().get().textValue()).isEqualTo("fine");

      String plain = "- t:\n    try:\n      - ask: {call: http, with: {method: get, endpoint: '"
          + moved.uri("/") + "'}}\n    catch: {do: [{tell: {set: '${ $error.status }'}}]}\n";
      assertThat(house.ended(house.save("plain", plain), "").output().get().intValue())
          .isEqualTo(302);
    }
  }

  @Test
  void whoWeAreIsSaidFromASecretAndTheSecretIsSeenNowhereElse() {
    house.secrets.put("account", json("{\"username\":\"ada\",\"password\":\"love-lace\"}"));
    house.secrets.put("token", json("\"very-secret\""));
    try (TargetServer target = TargetServer.thatAnswers(request -> TargetAnswer.of(
        200, "you said " + request.headers().get("Authorization") + " and " + request.line()))) {
      Run basic = call(target, """
          method: get
          endpoint: {uri: $TARGET/, authentication: {use: named}}
          query: {key: "${ $secrets.token }"}
          """, "");
      String token = """
          - ask:
              call: http
              with:
                method: get
                endpoint:
                  uri: '%s'
                  authentication: {bearer: {token: "${ $secrets.token }"}}
          """.formatted(target.uri("/"));
      Run bearer = house.ended(house.save("bearer", "1.0.0", token, HEAD), "");

      assertThat(target.requests().get(0).headers())
          .containsEntry("Authorization", "Basic YWRhOmxvdmUtbGFjZQ==");
      assertThat(target.requests().get(0).line()).contains("key=very-secret");
      assertThat(target.requests().get(1).headers())
          .containsEntry("Authorization", "Bearer very-secret");
      assertThat(basic.output().get().textValue())
          .startsWith("you said Basic *** and GET /?key=***");
      assertThat(bearer.output().get().textValue()).startsWith("you said Bearer ***");
      assertThat(house.visits(basic.id()).toString() + house.visits(bearer.id()))
          .doesNotContain("love-lace", "very-secret", "YWRhOmxvdmUtbGFjZQ==");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{basic: {username: ada, password: '${ $secrets.token }'}} | Basic YWRhOnZlcnktc2VjcmV0",
        "{basic: {username: '${ .who }', password: '${ $secrets.token }'}} | Basic Ym9iOnZlcnktc2VjcmV0",
        "{bearer: {use: account}} | Bearer of-the-account",
      })
  void whoWeAreMayBeWrittenOutOrBeASecretOfItsOwn(String authentication, String sent) {
    house.secrets.put("token", json("\"very-secret\""));
    house.secrets.put("account", json("{\"token\":\"of-the-account\"}"));
    try (TargetServer target = answering()) {
      Run run = call(
          target,
          "method: get\nendpoint:\n  uri: $TARGET/\n  authentication: " + authentication + "\n",
          "{\"who\":\"bob\"}");

      assertThat(run.state()).as(run.toString()).isEqualTo(RunState.SUCCEEDED);
      assertThat(target.requests().get(0).header("Authorization")).isEqualTo(sent);
    }
  }

  @Test
  void aSecretThatIsNotSetIsAClearErrorAndNothingIsSent() {
    try (TargetServer target = answering()) {
      Run run = call(target, """
          method: get
          endpoint: {uri: $TARGET/, authentication: {use: named}}
          """, "");

      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.error().get().type()).endsWith("/authorization");
      assertThat(run.error().get().detail().get())
          .contains(
              "the secret \"account\" is not set here; set it on the dashboard's page Secrets,"
                  + " or by PUT /api/secrets/account");
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  void whatIsNotHereIsTriedAgainByATryOnlyWhereThatWasMeant() {
    String tasks = """
        - t:
            try:
              - ask: {call: act, with: {key: "${ $secrets.token }"}}
            catch:
              %s
              retry: {delay: PT0S, limit: {attempt: {count: 2}}}
              do: [{tell: {set: "${ $error.type }"}}]
        """;
    Run inVain = house.ended(house.save("vain", "1.0.0", tasks.formatted("as: error"), HEAD), "");
    Run meant = house.ended(
        house.save("meant", "1.0.0", tasks.formatted("errors: {with: {status: 403}}"), HEAD), "");

    assertThat(inVain.output().get().textValue()).endsWith("/authorization");
    assertThat(house.keys(inVain.id())).filteredOn(it -> it.endsWith("/ask")).hasSize(1);
    assertThat(house.keys(meant.id())).filteredOn(it -> it.endsWith("/ask")).hasSize(3);
  }

  @Test
  void aForbiddenAnswerIsTriedAgainThoughAMissingSecretIsNot() {
    try (TargetServer target = TargetServer.thatAnswers(403, "no")) {
      Run run = house.ended(house.save("forbidden", """
              - t:
                  try:
                    - ask: {call: http, with: {method: get, endpoint: "%s"}}
                  catch:
                    retry: {delay: PT0S, limit: {attempt: {count: 2}}}
                    do: [{tell: {set: "${ $error.type }"}}]
              """.formatted(target.uri("/"))), "");

      assertThat(run.output().get().textValue()).endsWith("/authorization");
      assertThat(target.requests()).hasSize(3);
    }
  }

  @Test
  void aSecretIsMaskedInWhatAFunctionGivesLogsAndComplainsOf() {
    house.secrets.put("token", json("\"very-secret\""));
    told.works.put("tell", invocation -> {
      invocation
          .log()
          .accept("info", "with " + invocation.arguments().get("key").textValue());
      return invocation.arguments();
    });
    told.works.put("complain", invocation -> {
      throw new IllegalStateException("no " + invocation.arguments().get("key").textValue());
    });
    WorkflowId id = house.save("masked", "1.0.0", """
        - tell: {call: act, with: {do: tell, key: "${ $secrets.token }"}}
        - t:
            try:
              - complain: {call: act, with: {do: complain, key: "${ $secrets.token }"}}
            catch: {do: [{tell: {set: "${ $error.detail }"}}]}
        """, HEAD);

    Run run = house.ended(id, "");

    assertThat(run.output().get().textValue()).contains("no ***");
    assertThat(visit(run.id(), "/do/0/tell").output().get().get("key").textValue())
        .isEqualTo("***");
    assertThat(house.visits(run.id()).toString())
        .contains("with ***")
        .doesNotContain("very-secret");
  }
}
