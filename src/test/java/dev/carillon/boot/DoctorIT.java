package dev.carillon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signature.SigningKeys;
import dev.carillon.testing.qstash.FakeQStash;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR as built, with QStash: asked how it is, while its keys are rotated and rolled. */
class DoctorIT {
  private static final String PUBLIC = "https://carillon.example.com";

  @TempDir
  Path directory;

  private final FakeQStash qstash =
      FakeQStash.start(Clock.systemUTC()).patience(Duration.ofSeconds(60)).runsByItself();
  private final SigningKeys first = qstash.keys();
  private final StringBuilder said = new StringBuilder();
  private RunningWar war;

  @Test
  void theDoctorSendsMessagesThroughEveryRotation() throws Exception {
    try (qstash;
        RunningWar running = through()) {
      war = running;
      qstash.reaches(PUBLIC, war.uri(""));

      // The first answer of a cold process may be slow, which is a warning.
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> entry("qstash").get("status").asText().equals("ok"));
      assertThat(entry("keys").get("status").asText()).isEqualTo("ok");
      assertThat(entry("database").get("facts").get("kind").asText()).isEqualTo("H2");
      assertThat(entry("home").get("facts").get("freeMiB").asLong()).isPositive();
      travels();

      rotate();
      rotate();
      travels();
      assertThat(get("api/keys").get("origin").asText()).isEqualTo("reread");

      assertThat(post("api/keys/roll", "{}").statusCode()).isEqualTo(400);
      assertThat(post("api/keys/roll", "{\"confirm\":\"true\"}").statusCode()).isEqualTo(400);
      assertThat(post("api/keys/roll", "{\"confirm\":true}").statusCode()).isEqualTo(409);
      SigningKeys before = qstash.keys();
      HttpResponse<String> rolled = post("api/keys/roll", "{\"confirm\":true,\"force\":true}");
      assertThat(rolled.statusCode()).as(rolled.body()).isEqualTo(200);
      assertThat(json(rolled).get("dropped").asText())
          .isEqualTo(KeyFingerprint.of(before.current()).hex());
      travels();

      JsonNode audit = get("api/audit?object=keys").get("items");
      assertThat(audit).hasSize(1);
      assertThat(audit.get(0).get("action").asText()).isEqualTo("keys.roll");
      assertThat(audit.get(0).get("after").get("current").asText())
          .isEqualTo(KeyFingerprint.of(qstash.keys().current()).hex());
      assertThat(get("api/deliveries").toString()).contains("a test message of the doctor's");
      assertThat(get("api/runs").get("items")).isEmpty();
      assertThat(said + war.log())
          .doesNotContain("sig_", qstash.token(), first.current(), qstash.keys().next());
    }
  }

  private RunningWar through() {
    return RunningWar.in(directory)
        .with("APP_ENV", "development")
        .with("CARILLON_ENGINE", "qstash")
        .with("APP_URL", PUBLIC)
        .with("QSTASH_URL", qstash.url().toString())
        .with("QSTASH_TOKEN", qstash.token())
        .with("QSTASH_CURRENT_SIGNING_KEY", first.current())
        .with("QSTASH_NEXT_SIGNING_KEY", first.next())
        .start();
  }

  private void rotate() {
    SigningKeys keys = qstash.keys();
    String fresh = "sig_" + keys.next().substring(8) + "more";
    qstash.keys(new SigningKeys(keys.next(), fresh));
  }

  private void travels() throws Exception {
    HttpResponse<String> started = post("api/doctor/round-trip", "");
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    String id = json(started).get("id").asText();
    assertThat(started.headers().firstValue("Location").orElseThrow()).endsWith(id);

    JsonNode home = Awaitility.await()
        .until(
            () -> get("api/doctor/round-trip/" + id),
            it -> !it.get("state").asText().matches("sending|travelling"));

    assertThat(home.get("state").asText()).as(home.toString()).isEqualTo("arrived");
    assertThat(home.get("roundTripMs").asLong()).isBetween(1L, 30_000L);
  }

  private JsonNode entry(String id) throws Exception {
    for (JsonNode entry : get("api/doctor").get("items")) {
      if (entry.get("id").asText().equals(id)) {
        return entry;
      }
    }
    throw new AssertionError("no entry " + id);
  }

  private JsonNode get(String path) throws Exception {
    return json(asked("GET", path, ""));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return asked("POST", path, body);
  }

  private HttpResponse<String> asked(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = war.asAdmin(method, path, body);
    said.append(answer.body());
    return answer;
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }
}
