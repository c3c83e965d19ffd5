package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.testing.MovingClock;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Definitions that several people save, over HTTP. */
class WorkflowsOverHttpTest {
  private static final String TEXT = """
      document: { dsl: '1.0.3', namespace: test, name: nightly, version: '%s' }
      do:
        - say: { set: { word: %s } }
      """;

  private final MovingClock clock = MovingClock.at("2026-12-23T12:00:30Z");
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private String who = "ada";

  @RegisterExtension
  final Served served = new Served(
      clock, () -> new Caller(who, Role.ADMIN), house -> List.of(UsualResources.workflows(house)));

  private HttpResponse<String> answer;
  private JsonNode body;

  private int send(String method, String path, String text, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(served.place(path))
        .method(method, HttpRequest.BodyPublishers.ofString(text))
        .header("Content-Type", "application/yaml")
        .timeout(Duration.ofSeconds(30));
    for (int at = 0; at < headers.length; at += 2) {
      request.setHeader(headers[at], headers[at + 1]);
    }
    answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    body = answer.body().startsWith("{") ? json.readTree(answer.body()) : json.createObjectNode();
    return answer.statusCode();
  }

  private int save(String version, String word, String... headers) throws Exception {
    return send("PUT", "workflows/nightly", TEXT.formatted(version, word), headers);
  }

  private String tag() {
    return answer.headers().firstValue("ETag").orElse("none");
  }

  @Test
  void whatSomebodyElseSavedMeanwhileIsNotSavedOver() throws Exception {
    assertThat(save("0.1.0", "one")).isEqualTo(201);
    assertThat(tag()).isEqualTo("W/\"0.1.0\"");
    who = "zoe";
    assertThat(save("0.2.0", "two", "If-Match", "\"0.1.0\"")).isEqualTo(200);
    assertThat(tag()).isEqualTo("W/\"0.2.0\"");
    who = "ada";

    assertThat(save("0.3.0", "three", "If-Match", "\"0.1.0\"")).isEqualTo(412);

    assertThat(body.path("type").asText()).isEqualTo("/problems/workflow-changed");
    assertThat(body.path("version").asText()).isEqualTo("0.2.0");
    assertThat(body.path("savedBy").asText()).isEqualTo("zoe");
    assertThat(body.path("savedAt").asText()).isEqualTo("2026-12-23T12:00:30Z");
    assertThat(send("GET", "workflows/nightly", "")).isEqualTo(200);
    assertThat(tag()).isEqualTo("W/\"0.2.0\"");
    assertThat(send("GET", "workflows/nightly", "", "Accept", "application/yaml"))
        .isEqualTo(200);
    assertThat(tag()).isEqualTo("W/\"0.2.0\"");
    assertThat(answer.body()).contains("word: two");
    assertThat(save("0.2.0", "two", "If-Match", "\"0.1.0\"")).isEqualTo(200);
    assertThat(save("0.3.0", "three", "If-None-Match", "*")).isEqualTo(412);
    assertThat(save("0.3.0", "three", "If-Match", "W/\"0.2.0\"")).isEqualTo(200);
    assertThat(save("0.3.1", "and more", "If-Match", "*")).isEqualTo(200);
    assertThat(save("0.4.0", "four")).isEqualTo(200);
  }

  @Test
  void whatWasRemovedMeanwhileIsNotMadeAnewByWhoExpectsIt() throws Exception {
    assertThat(save("0.1.0", "one", "If-Match", "*")).isEqualTo(412);
    save("0.1.0", "one");
    assertThat(send("DELETE", "workflows/nightly", "")).isEqualTo(204);

    assertThat(save("0.2.0", "two", "If-Match", "\"0.1.0\"")).isEqualTo(412);

    assertThat(body.path("type").asText()).isEqualTo("/problems/workflow-changed");
    assertThat(body.has("version")).isFalse();
    assertThat(send("GET", "workflows/nightly", "")).isEqualTo(404);
    assertThat(save("0.2.0", "two", "If-None-Match", "*")).isEqualTo(201);
  }

  @Test
  void aSaveMayNameSeveralVersionsThatItGoesOutFromOrDoesNot() throws Exception {
    save("0.1.0", "one");
    for (String held : List.of("\"0.1.0\"", "W/\"0.1.0\"", "\"0.0.1\" , W/\"0.1.0\"")) {
      assertThat(save("0.2.0", "two", "If-None-Match", held)).as(held).isEqualTo(412);
    }
    for (String odd : List.of("0.1.0", "*, \"0.1.0\"", "\"0.1.0", "\"0.0.1\" \"0.1.0\"")) {
      assertThat(save("0.2.0", "two", "If-None-Match", odd)).as(odd).isEqualTo(400);
      assertThat(save("0.2.0", "two", "If-Match", odd)).as(odd).isEqualTo(400);
    }
    assertThat(save("0.2.0", "two", "If-Match", "\"0.0.1\",\"0.0.2\"")).isEqualTo(412);
    assertThat(save("0.2.0", "two", "If-Match", "*", "If-None-Match", "\"0.1.0\""))
        .isEqualTo(412);

    assertThat(save("0.2.0", "two", "If-Match", "\"0.0.1\", \"0.1.0\"")).isEqualTo(200);
    assertThat(save("0.3.0", "three", "If-None-Match", "\"0.1.0\"")).isEqualTo(200);
  }

  private JsonNode taken(String version, String word) throws Exception {
    assertThat(send("POST", "workflows/validate", TEXT.formatted(version, word)))
        .isEqualTo(200);
    assertThat(body.path("valid").asBoolean()).isTrue();
    return body.path("taken");
  }

  @Test
  void aCheckTellsThatTheVersionIsTakenAndWhichOneIsNot() throws Exception {
    assertThat(taken("0.1.0", "one").isMissingNode()).isTrue();
    save("0.1.0", "one");
    save("0.1.1", "two");

    assertThat(taken("0.1.0", "three").toString())
        .isEqualTo("{\"version\":\"0.1.0\",\"suggestion\":\"0.1.2\"}");
    assertThat(taken("0.1.1", "three").path("suggestion").asText()).isEqualTo("0.1.2");
    assertThat(taken("0.1.2", "three").isMissingNode()).isTrue();
    assertThat(taken("0.1.0", "one").isMissingNode()).isTrue();
    send("DELETE", "workflows/nightly", "");
    assertThat(taken("0.1.0", "three").isMissingNode()).isTrue();
  }
}
