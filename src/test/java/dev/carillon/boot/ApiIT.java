package dev.carillon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.testing.TargetServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API of a running WAR: what it does, and what it says to whoever asks for the wrong thing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFINITION = """
      document: { dsl: '1.0.3', namespace: tests, name: %s, version: '%s' }
      schedule: { cron: '0 9 * * MON-FRI' }
      do:
        - say:
            set: { a: 1 }
      """;

  private static final String OUTWARD = """
      document: { dsl: '1.0.3', namespace: tests, name: outward, version: '1.0.0' }
      do:
        - ask:
            call: http
            with: { method: GET, endpoint: '${ .url }' }
      """;

  private final TargetServer allowed = TargetServer.thatAnswers(200, "allowed");
  private final TargetServer elsewhere = TargetServer.thatAnswers(200, "elsewhere");
  private final String proxy = "http://127.0.0.1:" + elsewhere.port();
  private RunningWar war;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    war = RunningWar.in(directory)
        .with("CARILLON_OUTBOUND", "public")
        .with("CARILLON_OUTBOUND_ALLOW", "127.0.0.1:" + allowed.port())
        .with("HTTP_PROXY", proxy)
        .with("http_proxy", proxy)
        .with("HTTPS_PROXY", proxy)
        .with("https_proxy", proxy)
        .with("ALL_PROXY", proxy)
        .with("all_proxy", proxy)
        .withOption("-Djava.net.useSystemProxies=true")
        .withOption("-Dhttp.proxyHost=127.0.0.1")
        .withOption("-Dhttp.proxyPort=" + elsewhere.port())
        .withOption("-Dhttps.proxyHost=127.0.0.1")
        .withOption("-Dhttps.proxyPort=" + elsewhere.port())
        .withOption("-Dhttp.nonProxyHosts=")
        .withOption("-DsocksProxyHost=127.0.0.1")
        .withOption("-DsocksProxyPort=" + elsewhere.port())
        .withOption("-DsocksNonProxyHosts=")
        .start();
    assertThat(save("given", "1.0.0").statusCode()).isEqualTo(201);
  }

  @AfterAll
  void stop() {
    war.close();
    allowed.close();
    elsewhere.close();
  }

  private HttpResponse<String> save(String name, String version) throws Exception {
    return send(
        "PUT", "api/workflows/" + name, "application/yaml", DEFINITION.formatted(name, version));
  }

  private HttpResponse<String> send(String method, String path, String type, String body)
      throws Exception {
    var request = HttpRequest.newBuilder(war.uri(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + war.adminToken())
        .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    return war.send(request);
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(send("GET", path, "", "").body());
  }

  @ParameterizedTest(name = "{0} {1} {3} is {4} {5}")
  @CsvSource(delimiter = '|', textBlock = """
          GET    | api/workflows/nobody                       |                  |                       | 404 | unknown-workflow
          GET    | api/workflows/no_id                        |                  |                       | 400 | invalid-id
          GET    | api/workflows/nobody/versions              |                  |                       | 404 | unknown-workflow
          DELETE | api/workflows/nobody                       |                  |                       | 404 | unknown-workflow
          PUT    | api/workflows/wrong                        | application/yaml | 'do: 3'               | 422 | invalid-definition
          PUT    | api/workflows/wrong                        | application/yaml | ''                    | 400 | invalid-body
          PUT    | api/workflows/wrong                        | image/png        | 'x'                   | 415 | unsupported-media-type
          PATCH  | api/workflows/wrong                        | application/json | '{}'                  | 405 | method-not-allowed
          POST   | api/workflows/nobody/runs                  | application/json | '{}'                  | 404 | unknown-workflow
          POST   | api/workflows/given/runs                   | application/json | '{"a":'               | 400 | invalid-body
          POST   | api/cron/activate/nobody                   | application/json | ''                    | 404 | unknown-workflow
          POST   | api/cron/activate/given                    | application/json | '{"cron":"* * * *"}'  | 422 | invalid-cron
          POST   | api/cron/activate/given                    | application/json | '{"cron":["*"]}'      | 422 | invalid-setting
          POST   | api/cron/activate/given                    | application/json | '{"corn":"* * * * *"}'| 422 | invalid-setting
          POST   | api/cron/activate/given                    | application/json | '{"timezone":"Mars"}' | 422 | invalid-setting
          POST   | api/cron/activate/given                    | application/json | '{"retries":-1}'      | 422 | invalid-setting
          POST   | api/cron/activate/given                    | application/json | '[]'                  | 400 | invalid-body
          POST   | api/cron/activate/given                    | application/json | 'nonsense'            | 400 | invalid-body
          POST   | api/cron/activate/given                    | application/json | '{"retries":"3"}'     | 422 | invalid-setting
          GET    | api/cron/activate/given                    |                  |                       | 405 | method-not-allowed
          DELETE | api/cron/deactivate/nobody                 |                  |                       | 404 | unknown-workflow
          GET    | api/cron/preview                           |                  |                       | 400 | invalid-parameter
          GET    | api/cron/preview?cron=61%20*%20*%20*%20*   |                  |                       | 422 | invalid-cron
          GET    | api/cron/preview?cron=*%20*%20*%20*%20*&timezone=Nowhere |    |                       | 400 | invalid-parameter
          GET    | api/cron/preview?cron=*%20*%20*%20*%20*&count=0 |             |                       | 400 | invalid-parameter
          GET    | api/cron/preview?cron=0%202%20*%20*%20*&from=%2B999999999-06-01T00:00:00Z | |     | 400 | invalid-parameter
          POST   | api/session                                | application/json | '{"code":'            | 400 | credentials
          GET    | api/schedules/nobody                       |                  |                       | 404 | unknown-schedule
          GET    | api/schedules/nobody/occurrences           |                  |                       | 404 | unknown-schedule
          GET    | api/runs/run_nonsense                      |                  |                       | 400 | invalid-parameter
          GET    | api/runs/run_00000000000000000000000000    |                  |                       | 404 | unknown-run
          GET    | api/runs?state=sleeping                    |                  |                       | 400 | invalid-parameter
          GET    | api/workflows/given/runs?state=sleeping    |                  |                       | 400 | invalid-parameter
          GET    | api/runs?limit=many                        |                  |                       | 400 | invalid-parameter
          GET    | api/schedules?limit=x                      |                  |                       | 400 | invalid-parameter
          GET    | api/audit?after=99999999999999999999       |                  |                       | 400 | invalid-parameter
          GET    | api/runs/run_00000000000000000000000000/steps?after=-1 |      |                       | 404 | unknown-run
          GET    | api/runs?from=yesterday |  | | 400 | invalid-parameter
          GET    | api/runs?from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z |  | | 400 | invalid-parameter
          POST   | api/runs/run_00000000000000000000000000/cancellation | application/json | ''          | 404 | unknown-run
          POST   | api/runs/run_00000000000000000000000000/cancellation | application/json | '{"reson":"a"}' | 400 | invalid-parameter
          POST   | api/runs/run_00000000000000000000000000/cancellation | application/json | '{"reason":"a"}' | 404 | unknown-run
          POST   | api/test-cron                              | application/json | ''                    | 400 | invalid-parameter
          POST   | api/test-cron?workflowId=given&action=x    | application/json | ''                    | 400 | invalid-parameter
          POST   | api/test-cron?workflowId=nobody&action=trigger | application/json | ''                | 404 | unknown-workflow
          GET    | api/nothing/here                           |                  |                       | 404 | not-found
          GET    | api/jobs/nobody                            |                  |                       | 404 | unknown-workflow
          POST   | api/jobs/given                             | application/json | '{}'                  | 401 | signature-refused
          POST   | api/qstash/webhook                         | application/json | '{}'                  | 401 | signature-refused
          GET    | api/workflows/%C0%AE                       |                  |                       | 400 | bad-request
          GET    | api/workflows/a%2Fb                        |                  |                       | 400 | bad-request
          BREW   | api/qstash/webhook                         | application/json | '{}'                  | 401 | signature-refused
          BREW   | api/workflows                              |                  |                       | 405 | method-not-allowed
          """)
  void aCallersMistakeIsAProblemWithTheRightStatus(
      String method, String path, String type, String body, int status, String problem)
      throws Exception {
    var answer = send(method, path, type == null ? "" : type, body == null ? "" : body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode document = JSON.readTree(answer.body());
    assertThat(document.get("type").asText()).isEqualTo("/problems/" + problem);
    assertThat(document.get("status").asInt()).isEqualTo(status);
    assertThat(document.get("title").asText()).isNotBlank();
    assertThat(document.get("detail").asText()).isNotBlank();
    assertThat(answer.body())
        .doesNotContain("Exception", "dev.carillon", "\\tat ", "For input string");
  }

  /** The page of the editor shows what {@code validate} answers, and a refused save tells the same. */
  @ParameterizedTest
  @ValueSource(strings = {"jq-regular-expression", "use-secrets", "yaml-tab"})
  void aWrongDefinitionIsToldWithPlacesAndWhatToDo(String mistake) throws Exception {
    Path corpus = Path.of("src/test/resources/language/wrong");
    String source = Files.readString(corpus.resolve(mistake + ".yaml"));
    List<String> expected = Files.readAllLines(corpus.resolve(mistake + ".txt"));

    var refused = send("PUT", "api/workflows/wrong", "application/yaml", source);
    var judged = send("POST", "api/workflows/validate", "application/yaml", source);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(problems(refused)).isEqualTo(expected);
    assertThat(judged.statusCode()).isEqualTo(200);
    assertThat(problems(judged)).isEqualTo(expected);
  }

  private static List<String> problems(HttpResponse<String> answer) throws Exception {
    List<String> told = new ArrayList<>();
    JSON.readTree(answer.body())
        .get("problems")
        .forEach(it -> told.add("%d:%d %s %s"
            .formatted(
                it.get("line").intValue(),
                it.get("column").intValue(),
                it.get("path").textValue(),
                it.get("message").textValue())));
    return told;
  }

  /** Neither the environment nor the JVM's properties name a proxy for tasks; here they all try. */
  @Test
  void aTaskReachesWhatIsAllowedAndByNoProxyThatNoSettingNames() throws Exception {
    send("PUT", "api/workflows/outward", "application/yaml", OUTWARD);

    JsonNode reached = outward(allowed.uri("/"));
    JsonNode refused = outward(elsewhere.uri("/"));

    assertThat(reached.path("output").asText()).as(reached.toString()).isEqualTo("allowed");
    assertThat(refused.get("state").asText()).isEqualTo("failed");
    assertThat(refused.at("/error/detail").asText()).contains("127.0.0.1", "CARILLON_OUTBOUND");
    assertThat(elsewhere.requests()).isEmpty();
  }

  private JsonNode outward(URI url) throws Exception {
    var run =
        send("POST", "api/workflows/outward/runs", "application/json", "{\"url\":\"" + url + "\"}");
    String id = JSON.readTree(run.body()).get("id").asText();
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get("api/runs/" + id), it -> it.hasNonNull("endedAt"));
  }

  @Test
  void everythingIsClosedToStrangers() throws Exception {
    for (String path : new String[] {
      "api/workflows",
      "api/runs",
      "api/cron",
      "api/test-cron",
      "api/schedules",
      "api/events",
      "api/deliveries",
      "api/secrets",
      "api/cron/preview?cron=*%20*%20*%20*%20*",
      "api/session"
    }) {
      assertThat(war.get(path).statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void theSampleIsThereAndInactive() throws Exception {
    JsonNode sample = get("api/workflows/hello-carillon");

    assertThat(sample.get("source").asText()).contains("hello-carillon");
    assertThat(sample.has("schedule")).isFalse();
    assertThat(send("POST", "api/workflows/hello-carillon/runs", "", "").statusCode())
        .isEqualTo(202);
  }

  @Test
  void aCronIsShownInWordsWithItsNextTimes() throws Exception {
    JsonNode shown = get("api/cron/preview?cron=0%209%20*%20*%20MON-FRI&timezone=Europe/Berlin"
        + "&from=2026-03-27T12:00:00Z&count=2");

    assertThat(shown.get("canonical").asText()).isEqualTo("0 9 * * 1-5");
    assertThat(shown.get("description").get("en").asText()).isNotBlank();
    assertThat(shown.get("description").get("ru").asText()).isNotBlank();
    assertThat(shown.get("upcoming").toString())
        .isEqualTo("[\"2026-03-30T07:00:00Z\",\"2026-03-31T07:00:00Z\"]");
  }

  @Test
  void aScheduleIsSwitchedOnAndOff() throws Exception {
    save("switched", "1.0.0");

    var on = send("POST", "api/cron/activate/switched", "application/json", "{\"retries\":1}");
    assertThat(on.statusCode()).isEqualTo(201);
    assertThat(send("POST", "api/cron/activate/switched", "", "").statusCode()).isEqualTo(200);
    assertThat(get("api/cron").get("items").toString()).contains("switched");
    assertThat(get("api/schedules/switched").get("retries").asInt()).isEqualTo(1);
    assertThat(get("api/schedules?limit=1&after=switchec")
            .get("items")
            .get(0)
            .get("id")
            .asText())
        .isEqualTo("switched");
    assertThat(send("DELETE", "api/workflows/switched", "", "").statusCode()).isEqualTo(409);

    assertThat(
            JSON.readTree(send("DELETE", "api/cron/deactivate/switched", "", "").body())
                .get("changed")
                .asBoolean())
        .isTrue();
    assertThat(
            JSON.readTree(send("POST", "api/cron/deactivate/switched", "", "").body())
                .get("changed")
                .asBoolean())
        .isFalse();
    assertThat(send("DELETE", "api/workflows/switched", "", "").statusCode()).isEqualTo(204);
  }

  @Test
  void aVersionThatIsTakenIsToldWithTheNextOne() throws Exception {
    save("versions", "1.0.0");
    assertThat(save("versions", "1.0.0").statusCode()).isEqualTo(200);

    var other = send(
        "PUT",
        "api/workflows/versions",
        "application/yaml",
        DEFINITION.formatted("versions", "1.0.0").replace("a: 1", "a: 2"));

    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(other.body()).get("suggestion").asText()).isEqualTo("1.0.1");
    assertThat(save("versions", "1.1.0").statusCode()).isEqualTo(200);
    assertThat(get("api/workflows/versions/versions").get("items")).hasSize(2);
  }

  @Test
  void aMessageThatIsPublishedComesBackThroughTheEngine() throws Exception {
    var sent = send(
        "POST", "api/test-cron?workflowId=given&action=publish", "application/json", "{\"b\":2}");
    assertThat(sent.statusCode()).isEqualTo(202);

    JsonNode run = Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> get("api/runs?workflow=given&trigger=test&state=succeeded").at("/items/0"),
            it -> !it.isMissingNode());
    assertThat(get("api/runs/" + run.get("id").asText()).get("input").get("b").asInt())
        .isEqualTo(2);
  }

  @Test
  void aRunIsPagedThroughToItsEnd() throws Exception {
    save("paged", "1.0.0");
    for (int i = 0; i < 5; i++) {
      send("POST", "api/workflows/paged/runs", "", "");
    }

    JsonNode first = get("api/runs?workflow=paged&limit=3");
    JsonNode second =
        get("api/runs?workflow=paged&limit=3&after=" + first.get("next").asText());

    assertThat(first.get("items")).hasSize(3);
    assertThat(second.get("items")).hasSize(2);
    assertThat(second.has("next")).isFalse();
  }
}
