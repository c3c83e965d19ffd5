package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.testing.LoudLogs;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetRequest;
import dev.carillon.testing.TargetServer;
import dev.carillon.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A search for secrets in all that is kept, told and logged. */
class SecretsStayHiddenTest {
  @RegisterExtension
  final SecretsServer server = new SecretsServer(new Gossip());

  /** Says and throws what it was given. */
  private static final class Gossip implements Function {
    @Override
    public String name() {
      return "gossip";
    }

    @Override
    public JsonNode call(Invocation invocation) {
      String heard = invocation.arguments().get("key").textValue();
      invocation
          .log()
          .accept("warn", "heard " + heard + " and " + SecretsServer.base64("y:" + heard));
      throw new IllegalStateException("it is " + heard + ", in short " + heard.substring(0, 9));
    }
  }

  @Test
  void aSecretIsSeenByTheOtherSideAndByNobodyElse() throws Exception {
    server.put("token", "text/plain", SecretsServer.TOKEN);
    server.put("account", "application/json", """
        {"username":"ada-l","password":"%s"}""".formatted(SecretsServer.PASSWORD));
    try (TargetServer target = TargetServer.thatAnswers(SecretsStayHiddenTest::parrot);
        LoudLogs logs = new LoudLogs();
        Listening stream = new Listening(server.request("events"))) {
      WorkflowId id =
          server.save("leaky", "[token, account]", TASKS.replace("$AT", target.uri("") + ""));
      Run run = server.ended(server.house.start(id, "{}"));
      Run missing = server.house.ended(
          server.save("lacking", "[nowhere]", LACKING.replace("$AT", target.uri("") + "")), "");
      stream.until(run.id().value());

      assertThat(target.requests().get(0).header("X-Key")).isEqualTo(SecretsServer.TOKEN);
      assertThat(target.requests().get(0).header("Authorization"))
          .isEqualTo("Basic " + SecretsServer.base64("ada-l:" + SecretsServer.PASSWORD));
      assertThat(run.state()).as(run.toString()).isEqualTo(RunState.FAILED);
      assertThat(run.error().get().detail().orElse("")).contains("it is ***");
      assertThat(missing.state()).isEqualTo(RunState.FAILED);
      assertThat(missing.attempts()).isEqualTo(1);
      assertThat(missing.error().get().type()).endsWith("/authorization");
      List<String> told = new ArrayList<>(List.of(logs.text(), stream.text()));
      for (String path : List.of(
          "runs",
          "runs/" + run.id(),
          "runs/" + run.id() + "/steps",
          "workflows",
          "workflows/leaky",
          "secrets",
          "audit")) {
        told.add(server.send("GET", path, "text/plain", "").body());
      }
      told.addAll(server.tables());
      assertThat(told).hasSizeGreaterThan(100);
      assertThat(told.stream().flatMap(SecretsServer::leaks)).isEmpty();
      assertThat(String.join("\n", told)).contains("***", "connecting endpoint");
    }
    server.house.close();
    assertThat(server.files()).isNotEmpty();
    assertThat(server.files().stream().flatMap(SecretsServer::leaks)).isEmpty();
  }

  private static final String TASKS = """
      - ask:
          call: http
          with:
            method: post
            endpoint:
              uri: $AT/ask
              authentication: {basic: {use: account}}
            headers: {X-Key: "${ $secrets.token }", X-Own: '${ "x:" + $secrets.token | @base64 }'}
            query: {key: "${ $secrets.token }"}
            body: {mine: "${ $secrets.account.password }", as: '${ "xx:" + $secrets.token | @base64 }'}
            output: response
      - keep:
          set: {all: "${ . }", text: "${ tojson }"}
          export: {as: "${ . }"}
      - remembered:
          call: http
          with: {method: get, endpoint: $AT/remembered, output: raw}
      - note:
          call: log
          with: {message: '${ "using " + $secrets.token }'}
      - broken:
          try:
            - number: {call: log, with: {message: "${ $secrets.token | tonumber }"}}
          catch: {do: [{tell: {set: "${ $error.detail }"}}]}
      - parsed:
          try:
            - json: {call: log, with: {message: "${ $secrets.token | fromjson }"}}
          catch: {do: [{tell: {set: "${ $error.detail }"}}]}
      - dated:
          try:
            - date: {call: log, with: {message: '${ $secrets.token | @base64d }'}}
          catch: {do: [{tell: {set: "${ $error.detail }"}}]}
      - refused:
          try:
            - header: {call: http, with: {method: get, endpoint: $AT/, headers: {X: '${ $secrets.token + "\\n" + "a" }'}}}
          catch: {do: [{tell: {set: "${ $error.detail }"}}]}
      - failed:
          try:
            - call: {call: http, with: {method: get, endpoint: '${ "$AT/no/" + ($secrets.token | @uri) }'}}
          catch: {do: [{tell: {set: "${ $error }"}}]}
      - last: {call: gossip, with: {key: "${ $secrets.token }"}}
      """;

  private static final String LACKING = """
      - t:
          try:
            - ask: {call: http, with: {method: get, endpoint: $AT/, headers: {X: "${ $secrets.nowhere }"}}}
          catch: {retry: {delay: PT0S}}
      """;

  /** Says back all that it hears, in its words and in others. */
  private static TargetAnswer parrot(TargetRequest request) {
    String all = request.line() + " " + request.headers() + " " + request.text() + " "
        + SecretsServer.TOKEN + " "
        + SecretsServer.TOKEN.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + " "
        + SecretsServer.PASSWORD
        + " " + SecretsServer.base64("abc" + SecretsServer.TOKEN)
        + SecretsServer.base64("ab" + SecretsServer.PASSWORD)
        + " sk%2flive%2b8%26%3cq%3e%22z%22%3dlove";
    return TargetAnswer.of(request.target().startsWith("/no") ? 500 : 200, all)
        .with("X-Echo", request.header("X-Key") + " " + request.header("Authorization"));
  }
}
