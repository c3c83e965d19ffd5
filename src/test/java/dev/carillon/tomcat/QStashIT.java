package dev.carillon.tomcat;

import static dev.carillon.signature.TokenBuilder.aToken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.testing.Together;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What QStash, and whoever pretends to be it, gets from the WAR on a real Tomcat. */
@ArquillianTest
@RunAsClient
class QStashIT {
  private static final String CURRENT = "sig_testsCurrent0123456789abcdefgh";
  private static final String NEXT = "sig_testsNextKey0123456789abcdefgh";
  private static final String PUBLIC = "https://carillon.example/app";
  private static final String WEBHOOK = "api/qstash/webhook";
  private static final String JOB = "api/jobs/rung";
  private static final String BODY =
      "{\"workflowId\":\"rung\",\"trigger\":\"cron\",\"timestamp\":1,\"source\":\"qstash\"}";
  private static final String WORKFLOW = """
      document: { dsl: '1.0.3', namespace: tests, name: rung, version: '1.0.0' }
      do:
        - check:
            if: '${ type == "object" and .fail == true }'
            call: http
            with: { method: get, endpoint: 'http://127.0.0.1:1/' }
        - say:
            set: '${ { got: . } }'
      """;

  @ArquillianResource
  private URL base;

  private DeployedClient client;

  @Deployment
  static WebArchive war() {
    return BuiltWar.named("played-by-qstash");
  }

  @BeforeEach
  void save() throws Exception {
    client = new DeployedClient(base.toURI());
    assertThat(client.put("api/workflows/rung", WORKFLOW).statusCode()).isIn(200, 201);
  }

  private static String token(String path, String body, String key) {
    return aToken(PUBLIC + "/" + path, body.getBytes(UTF_8), Instant.now())
        .with("jti", "jwt_" + UUID.randomUUID())
        .signedWith(key);
  }

  private HttpResponse<String> send(String path, String body, String token, String message)
      throws Exception {
    return client.send(client
        .to(path)
        .header("Upstash-Signature", token)
        .header("Upstash-Message-Id", message)
        .header("Upstash-Retried", "0")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String message() {
    return "msg_" + UUID.randomUUID();
  }

  @Test
  void aSignedMessageRunsTheWorkflow() throws Exception {
    var answer = send(WEBHOOK, BODY, token(WEBHOOK, BODY, CURRENT), message());

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode run =
        client.get("api/runs/" + DeployedClient.json(answer).get("runId").asText());
    assertThat(run.get("state").asText()).isEqualTo("succeeded");
    assertThat(run.get("trigger").asText()).isEqualTo("external");
    assertThat(run.get("deliveries").get(0).get("status").asInt()).isEqualTo(200);
  }

  @Test
  void theNextKeyIsGoodToo() throws Exception {
    assertThat(send(WEBHOOK, BODY, token(WEBHOOK, BODY, NEXT), message()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aTamperedBodyGetsNoRun() throws Exception {
    var before = runs();

    var answer = send(WEBHOOK, BODY + " ", token(WEBHOOK, BODY, CURRENT), message());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("hash");
    assertThat(runs()).isEqualTo(before);
  }

  @Test
  void aTokenForAnotherRouteOrAnotherKeyGetsNoRun() throws Exception {
    var before = runs();

    assertThat(send(JOB, BODY, token(WEBHOOK, BODY, CURRENT), message()).statusCode())
        .isEqualTo(401);
    assertThat(send(WEBHOOK, BODY, token(WEBHOOK, BODY, "sig_" + "x".repeat(30)), message())
            .statusCode())
        .isEqualTo(401);
    assertThat(client
            .send(client.to(WEBHOOK).POST(HttpRequest.BodyPublishers.ofString(BODY)))
            .statusCode())
        .isEqualTo(401);
    assertThat(runs()).isEqualTo(before);
  }

  @Test
  void aCapturedRequestMakesNoSecondRun() throws Exception {
    String token = token(WEBHOOK, BODY, CURRENT);
    String message = message();
    var first = send(WEBHOOK, BODY, token, message);
    var before = runs();

    var replayed = send(WEBHOOK, BODY, token, message);
    var captured = send(WEBHOOK, BODY, token, message());

    assertThat(replayed.statusCode()).isEqualTo(200);
    assertThat(DeployedClient.json(replayed).get("runId"))
        .isEqualTo(DeployedClient.json(first).get("runId"));
    assertThat(captured.statusCode()).isEqualTo(401);
    assertThat(runs()).isEqualTo(before);
  }

  @Test
  void whatIsRefusedIsKeptWithItsCauseAndWithoutAKey() throws Exception {
    String token = token(JOB, BODY, CURRENT);
    String captured = message();
    String stranger = message();
    send(JOB, BODY, token, message());

    send(JOB, BODY, token, captured);
    send(JOB, BODY, token(JOB, BODY, "sig_" + "x".repeat(30)), stranger);

    JsonNode kept = Awaitility.await()
        .until(() -> client.get("api/refusals"), it -> it.toString().contains(stranger));
    assertThat(kept.toString()).contains(captured).doesNotContain("sig_", token);
    assertThat(kept.get("items")).anySatisfy(it -> {
      assertThat(it.path("messageId").asText()).isEqualTo(captured);
      assertThat(it.get("cause").asText()).isEqualTo("replayed");
    });
    assertThat(kept.get("items")).anySatisfy(it -> {
      assertThat(it.path("messageId").asText()).isEqualTo(stranger);
      assertThat(it.get("cause").asText()).isEqualTo("signature");
      assertThat(it.get("workflowId").asText()).isEqualTo("rung");
      assertThat(it.get("keysTried")).hasSize(2);
    });
    JsonNode keys = client.get("api/keys");
    assertThat(keys.toString()).doesNotContain("sig_");
    assertThat(keys.get("lastSignedBy")).isEqualTo(keys.get("settings").get(0));
  }

  @Test
  void whoChangedWhatIsWrittenDown() throws Exception {
    client.post("api/cron/activate/rung", "{\"cron\":\"0 0 1 1 *\"}");
    client.post("api/cron/deactivate/rung", "");

    JsonNode log = client.get("api/audit?object=schedule%20rung").get("items");

    assertThat(log.get(0).get("action").asText()).isEqualTo("schedule.deactivate");
    assertThat(log.get(0).get("before").get("active").asBoolean()).isTrue();
    assertThat(log.get(0).get("after").get("active").asBoolean()).isFalse();
    assertThat(log.get(1).get("who").asText()).isNotBlank();
    assertThat(client.get("api/audit").toString()).contains("workflow.save");
  }

  @Test
  void eightAtOnceMakeOneRun() throws Exception {
    String message = message();
    int before = runs();

    List<HttpResponse<String>> answers =
        Together.call(8, () -> send(WEBHOOK, BODY, token(WEBHOOK, BODY, CURRENT), message));

    assertThat(answers).allMatch(it -> it.statusCode() == 200);
    assertThat(runs()).isEqualTo(before + 1);
  }

  @Test
  void aWorkflowsOwnRouteTakesAnyBodyAsItsInput() throws Exception {
    for (String body : List.of("", "{\"a\":1}", "plain words")) {
      assertThat(send(JOB, body, token(JOB, body, CURRENT), message()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void theWrongMethodDoesNotLookGreen() throws Exception {
    assertThat(client.send(client.to(JOB).GET()).statusCode()).isEqualTo(200);

    var answer = client.send(
        client.to(JOB).header("Upstash-Signature", token(JOB, "", CURRENT)).GET());

    assertThat(answer.statusCode()).isEqualTo(489);
    assertThat(answer.body()).contains("set Upstash-Method to POST");
  }

  @Test
  void whatCanNeverBeUnderstoodIsNotAskedForAgain() throws Exception {
    for (String body : List.of("", "no json", "[]", "{}", "{\"workflowId\":\"nobody\"}")) {
      var answer = send(WEBHOOK, body, token(WEBHOOK, body, CURRENT), message());
      assertThat(answer.statusCode()).as(body).isEqualTo(489);
      assertThat(answer.headers().firstValue("Upstash-NonRetryable-Error")).contains("true");
    }
  }

  @Test
  void aFailedAttemptMayBeTriedAgainUnderTheSameMessage() throws Exception {
    String body = "{\"fail\":true}";
    String message = message();

    var first = send(JOB, body, token(JOB, body, CURRENT), message);

    assertThat(first.statusCode()).isEqualTo(500);
    var second = send(JOB, body, token(JOB, body, CURRENT), message);
    assertThat(second.statusCode()).isEqualTo(500);
    String run = DeployedClient.json(second).get("runId").asText();
    assertThat(DeployedClient.json(first).get("runId").asText()).isEqualTo(run);
    assertThat(client.get("api/runs/" + run).get("attempts").asInt()).isEqualTo(2);
  }

  @Test
  void aFailureCallbackIsTakenOnceAndAgain() throws Exception {
    String path = "api/qstash/failure";
    String body = "{\"status\":500,\"sourceMessageId\":\"msg_never_here\",\"retried\":3}";

    assertThat(send(path, body, token(path, body, CURRENT), message()).statusCode())
        .isEqualTo(200);
    assertThat(send(path, body, token(path, body, CURRENT), message()).statusCode())
        .isEqualTo(200);
  }

  private int runs() throws Exception {
    return client.get("api/runs?workflow=rung&limit=200").get("items").size();
  }
}
