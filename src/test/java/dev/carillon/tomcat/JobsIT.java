package dev.carillon.tomcat;

import static dev.carillon.signature.TokenBuilder.aToken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.NightlyReport;
import com.example.shop.Orders;
import com.example.shop.Packing;
import com.example.shop.StockCheck;
import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.testing.DocumentPage;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A jar of somebody else's in {@code WEB-INF/lib}: its jobs, a function, and a servlet that our filter guards. */
@ArquillianTest
@RunAsClient
class JobsIT {
  private static final String KEY = "sig_testsCurrent0123456789abcdefgh";
  private static final String PUBLIC = "https://carillon.example/app";

  /** Its author forgot the dispatcher type ASYNC, so that the filter is not asked a second time. */
  private static final String CARELESS = """
      <web-fragment xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
        <name>careless</name>
        <filter>
          <filter-name>careless</filter-name>
          <filter-class>dev.carillon.guard.SignatureFilter</filter-class>
          <async-supported>true</async-supported>
        </filter>
        <filter-mapping>
          <filter-name>careless</filter-name>
          <url-pattern>/careless/orders</url-pattern>
        </filter-mapping>
        <servlet>
          <servlet-name>careless-orders</servlet-name>
          <servlet-class>com.example.shop.Orders</servlet-class>
          <async-supported>true</async-supported>
        </servlet>
        <servlet-mapping>
          <servlet-name>careless-orders</servlet-name>
          <url-pattern>/careless/orders</url-pattern>
        </servlet-mapping>
      </web-fragment>
      """;

  @ArquillianResource
  private URL base;

  private DeployedClient client;

  @Deployment
  static WebArchive war() {
    return BuiltWar.named("with-jobs")
        .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "shop.jar")
            .addClasses(NightlyReport.class, StockCheck.class, Orders.class, Packing.class)
            .addAsManifestResource("shop/web-fragment.xml", "web-fragment.xml")
            .addAsManifestResource("shop/dev.carillon.job.Job", "services/dev.carillon.job.Job")
            .addAsManifestResource(
                "shop/dev.carillon.function.Function", "services/dev.carillon.function.Function"))
        .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "careless.jar")
            .addAsManifestResource(new StringAsset(CARELESS), "web-fragment.xml"));
  }

  @BeforeEach
  void connect() throws Exception {
    client = new DeployedClient(base.toURI());
  }

  private HttpResponse<String> post(String path, String body, String signedPath) throws Exception {
    var request = client.to(path).POST(HttpRequest.BodyPublishers.ofString(body));
    request.header("Content-Type", "application/json");
    if (!signedPath.isEmpty()) {
      request.header("Upstash-Message-Id", "msg_" + UUID.randomUUID());
      request.header("Upstash-Signature", signature(signedPath, body));
    }
    return client.send(request);
  }

  private static String signature(String path, String body) {
    return aToken(PUBLIC + "/" + path, body.getBytes(UTF_8), Instant.now())
        .with("jti", "jwt_" + UUID.randomUUID())
        .signedWith(KEY);
  }

  private HttpResponse<String> signed(String path, String body) throws Exception {
    return post(path, body, path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(client.to(path).GET());
  }

  private JsonNode run(HttpResponse<String> answer) throws Exception {
    return client.get("api/runs/" + DeployedClient.json(answer).get("runId").asText());
  }

  @Test
  void aJobIsAWorkflowWhoseScheduleIsOn() throws Exception {
    JsonNode workflow = client.get("api/workflows/nightly-report");

    assertThat(workflow.get("origin").asText()).isEqualTo("code");
    assertThat(workflow.get("path").asText()).isEqualTo("/api/jobs/nightly-report");
    assertThat(workflow.get("summary").asText())
        .isEqualTo("Java class com.example.shop.NightlyReport of shop.jar");
    JsonNode schedule = workflow.get("schedule");
    assertThat(schedule.get("active").asBoolean()).isTrue();
    assertThat(schedule.get("cron").asText()).isEqualTo("0 7 * * 1-5");
    assertThat(schedule.get("timezone").asText()).isEqualTo("Europe/Berlin");
    assertThat(client.get("api/cron").get("items").findValuesAsText("workflowId"))
        .contains("nightly-report", "stock-check");
  }

  @Test
  void nobodyEditsItByHand() throws Exception {
    String source = client.get("api/workflows/nightly-report").get("source").asText();

    var answer = client.put("api/workflows/nightly-report", source);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("/problems/from-code", "change the code");
  }

  @Test
  void aSignedPostIsItsWork() throws Exception {
    var answer = signed("api/jobs/nightly-report", "{\"sales\":[3,4]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode run = run(answer);
    assertThat(run.get("output").get("sum").asInt()).isEqualTo(7);
    JsonNode step =
        client.get("api/runs/" + run.get("id").asText() + "/steps").get("items").get(0);
    assertThat(step.get("log").get(0).get("text").asText()).isEqualTo("sold for 7");
    assertThat(post("api/jobs/nightly-report", "{}", "").statusCode()).isEqualTo(401);
  }

  @Test
  void aPathOfItsOwnIsItsHealthAndItsWork() throws Exception {
    String path = "shop/stock-check";
    assertThat(get(path).statusCode()).isEqualTo(200);
    assertThat(get(path).body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(post(path, "{\"left\":0}", "").statusCode()).isEqualTo(401);
    assertThat(post(path, "{\"left\":0}", "api/jobs/stock-check").statusCode()).isEqualTo(401);

    assertThat(signed(path, "{\"left\":0}").statusCode()).isEqualTo(200);
    HttpResponse<String> failing = Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(path), it -> it.statusCode() == 503);
    assertThat(failing.body()).isEqualTo("{\"status\":\"failing\"}");

    var hopeless = signed(path, "{}");
    assertThat(hopeless.statusCode()).isEqualTo(489);
    assertThat(hopeless.headers().firstValue("Upstash-NonRetryable-Error")).contains("true");
    assertThat(run(hopeless).get("error").get("detail").asText()).contains("no whole number");
  }

  @Test
  void theWrongMethodDoesNotLookGreenOnItsPathEither() throws Exception {
    var answer = client.send(client
        .to("shop/stock-check")
        .header("Upstash-Signature", signature("shop/stock-check", ""))
        .GET());

    assertThat(answer.statusCode()).isEqualTo(489);
  }

  @Test
  void theBodyOfOurOwnScheduleIsADueTimeAndNoInput() throws Exception {
    JsonNode schedule = client.get("api/schedules/stock-check");
    String body = """
        {"workflowId":"stock-check","trigger":"cron","source":"qstash",\
        "scheduleId":"carillon.stock-check","revision":%d,"installation":"somebody else's"}""".formatted(schedule.get("revision").asInt());

    var answer = signed("shop/stock-check", body);

    assertThat(answer.statusCode()).isEqualTo(489);
    assertThat(answer.body()).contains("another installation");
  }

  @Test
  void aWorkflowCallsAFunctionOfTheJar() throws Exception {
    String workflow = DocumentPage.named("functions.md").blocks("yaml").get(0);
    assertThat(client.put("api/workflows/send-orders", workflow).statusCode()).isEqualTo(201);

    var answer = signed("api/jobs/send-orders", "{\"orders\":[\"pen\",\"book\"]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode run = run(answer);
    assertThat(run.get("output").asInt()).isEqualTo(2);
    JsonNode step =
        client.get("api/runs/" + run.get("id").asText() + "/steps").get("items").get(0);
    assertThat(step.get("output").findValuesAsText("holds")).containsExactly("pen", "book");
    assertThat(step.get("log").get(0).get("text").asText()).startsWith("2 parcels for ");
  }

  @Test
  void ourFilterGuardsSomebodyElsesServlet() throws Exception {
    var answer = signed("shop/orders", "one bell — bronze");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("ordered one bell — bronze by msg_");

    var unsigned = post("shop/orders", "one bell", "");
    assertThat(unsigned.statusCode()).isEqualTo(401);
    assertThat(unsigned.body()).contains("/problems/signature-refused").doesNotContain("ordered");
    assertThat(post("shop/orders", "one bell", "shop/stock-check").statusCode()).isEqualTo(401);
    assertThat(get("shop/orders").statusCode()).isEqualTo(401);
  }

  @Test
  void aFilterThatIsMappedHalfOnlyKeepsEverybodyOut() throws Exception {
    assertThat(post("careless/orders", "one bell", "").statusCode()).isEqualTo(401);
    assertThat(signed("careless/orders", "one bell").statusCode()).isEqualTo(401);
  }
}
