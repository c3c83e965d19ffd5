package dev.carillon.tomcat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.Packing;
import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Taking the WAR out of a Tomcat that goes on running, and putting it in again. */
@ArquillianTest
@RunAsClient
class RedeployIT {
  private static final String NAME = "comes-and-goes";

  private static final String WORKFLOW = """
      document: {dsl: "1.0.3", namespace: tests, name: leak-check, version: "1.0.0"}
      use:
        secrets: [leak-token]
      input:
        schema:
          document:
            type: object
            properties: {n: {type: integer}, text: {type: string, pattern: "^a+$", format: email}}
      do:
        - ask:
            call: http
            with:
              method: get
              endpoint:
                uri: %s
                authentication: {bearer: {token: '${ $secrets["leak-token"] }'}}
        - pack:
            call: pack
            with: {orders: "${ .orders }"}
        - note: {call: log, with: {message: packed}}
        - both:
            fork:
              branches:
                - deep: {set: '${ [limit(3000; repeat(1))] | length }'}
                - found: {set: '${ [.[].holds | test("^pe(n|p)$"; "i")] | any }'}
        - tell:
            set: '${ {rounds: .[0], parcels: ($steps.pack | length), pen: .[1]} }'
      """;

  private static final Duration IDLE_THREADS_OF_THE_JDK_END = Duration.ofSeconds(120);

  @ArquillianResource
  private Deployer deployer;

  @Deployment(name = NAME, managed = false)
  static WebArchive war() {
    return BuiltWar.named(NAME)
        .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "shop.jar")
            .addClass(Packing.class)
            .addAsManifestResource(
                "shop/dev.carillon.function.Function", "services/dev.carillon.function.Function"));
  }

  @Test
  void nothingOfItStaysBehindAndItComesUpAgain() throws Exception {
    deployer.deploy(NAME);
    Awaitility.await().until(() -> get("/" + NAME + "/health/ready").statusCode() == 200);
    useTheWholeLanguage();
    deployer.undeploy(NAME);

    Awaitility.await()
        .atMost(IDLE_THREADS_OF_THE_JDK_END)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> assertThat(get("/manager/text/findleaks?statusLine=true").body())
                .startsWith("OK")
                .doesNotContain(NAME));

    deployer.deploy(NAME);
    Awaitility.await().until(() -> get("/" + NAME + "/health/ready").statusCode() == 200);
    deployer.undeploy(NAME);
  }

  /** Whatever library a run can wake is awake when the WAR is taken out. */
  private static void useTheWholeLanguage() throws Exception {
    URI base =
        URI.create("http://127.0.0.1:" + System.getProperty("tests.http.port") + "/" + NAME + "/");
    var client = new DeployedClient(base);
    try (TargetServer target =
        TargetServer.thatAnswers(any -> TargetAnswer.of(200, "{\"orders\": [\"pen\", \"ink\"]}")
            .with("Content-Type", "application/json"))) {
      assertThat(client.putText("api/secrets/leak-token", "very-secret-token").statusCode())
          .isEqualTo(201);
      assertThat(client
              .put("api/workflows/leak-check", WORKFLOW.formatted(target.uri("/orders")))
              .statusCode())
          .isEqualTo(201);
      JsonNode begun =
          DeployedClient.json(client.post("api/workflows/leak-check/runs", "{\"n\": 7}"));
      JsonNode run = Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> client.get("api/runs/" + begun.get("id").asText()),
              it -> it.get("state").asText().matches("succeeded|failed"));

      assertThat(run.path("output"))
          .as(run.toString())
          .hasToString("{\"rounds\":3000,\"parcels\":2,\"pen\":true}");
      assertThat(target.requests().get(0).header("Authorization"))
          .isEqualTo("Bearer very-secret-token");
    }
    assertThat(client.delete("api/workflows/leak-check").statusCode()).isEqualTo(204);
    assertThat(client.delete("api/secrets/leak-token").statusCode()).isEqualTo(204);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    String user = Base64.getEncoder().encodeToString("tests:tests".getBytes(UTF_8));
    URI uri = URI.create("http://127.0.0.1:" + System.getProperty("tests.http.port") + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).header("Authorization", "Basic " + user).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
