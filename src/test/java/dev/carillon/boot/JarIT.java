package dev.carillon.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code java -jar carillon.war} does for somebody who has only that file. */
class JarIT {
  private static final int TERMINATED = 128 + 15;

  /** One that goes on for the whole class, for those who only look at it. */
  private static RunningWar running;

  @TempDir
  Path directory;

  @BeforeAll
  static void start(@TempDir Path home) {
    running = RunningWar.in(home).with("CARILLON_ENGIN", "local").start();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void itStartsSaysWhereItIsAndLeavesNothingBehind() throws Exception {
    RunningWar war = RunningWar.in(directory).start();
    try (war) {
      assertThat(war.get("health/live").body()).contains("\"status\":\"UP\"");
      Awaitility.await().until(() -> war.get("health/ready").statusCode() == 200);
      assertThat(war.base()).startsWith("http://127.0.0.1:");
      assertThat(war.log())
          .contains("🧪 Development mode: QStash disabled, using Quartz fallback (not set: APP_URL")
          .contains("🔔 Carillon is at " + war.base() + "/");
      assertThat(war.log())
          .contains("Or sign in with the admin token: it is in the file "
              + war.home().resolve("admin-token"));
      assertThat(war.temporary()).isNotEmptyDirectory();
      assertThat(war.log()).doesNotContain("WARN");

      assertThat(war.terminate()).isEqualTo(TERMINATED);
    }
    assertThat(war.temporary()).isEmptyDirectory();
    assertThat(war.log()).endsWith("stopped" + System.lineSeparator());
    // Tomcat warns of a thread that has not quite ended when it looks.
    assertThat(war.log()).doesNotContain("ERROR", "Exception");
  }

  /** As every open tab of the dashboard keeps one. */
  @Test
  void anOpenStreamOfEventsKeepsNothingFromStopping() throws Exception {
    RunningWar war = RunningWar.in(directory).start();
    try (war) {
      var stream = HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(war.uri("api/events"))
                  .header("Authorization", "Bearer " + war.adminToken())
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      assertThat(stream.statusCode()).isEqualTo(200);
      assertThat(stream.body().read()).isPositive();

      assertThat(war.terminate()).isEqualTo(TERMINATED);
    }
    assertThat(war.log()).doesNotContain("ERROR", "Exception", "failed to stop");
    assertThat(war.log()).endsWith("stopped" + System.lineSeparator());
  }

  @Test
  void aRefusedStartTellsAllMistakesInTheLogAndAnswers503() throws Exception {
    try (RunningWar war = RunningWar.in(directory)
        .with("CARILLON_DRIFT", "undo")
        .with("CARILLON_ADMIN_TOKEN", "hush-hush")
        .start()) {
      var page = war.get("", "Accept", "text/html,*/*");
      var json = war.get("api/cron");
      var health = war.get("health/live");

      assertThat(war.log())
          .contains("CARILLON_DRIFT is none of its values: set report or enforce")
          .contains("CARILLON_ADMIN_TOKEN is too short: use 16 characters or more")
          .doesNotContain("hush-hush");
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
      assertThat(page.body()).contains("Carillon could not start").doesNotContain("CARILLON_DRIFT");
      assertThat(json.statusCode()).isEqualTo(503);
      assertThat(json.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(json.body()).contains("\"status\":503");
      assertThat(health.statusCode()).isEqualTo(503);
    }
  }

  @Test
  void aMistypedSettingIsPointedOut() {
    assertThat(running.log())
        .contains("CARILLON_ENGIN is no setting; did you mean CARILLON_ENGINE?");
  }

  @Test
  void aRequestThatTomcatAnswersItselfShowsNothingOfTomcat() throws Exception {
    String answer =
        raw(running.uri(""), "GET /a[b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(answer).doesNotContain("Tomcat", "Exception", "org.apache");
  }

  @Test
  void aPortThatIsTakenIsSaidAndEndsTheProcess() throws Exception {
    String port = String.valueOf(URI.create(running.base()).getPort());

    String said = RunningWar.in(directory).with("PORT", port).run();

    assertThat(said)
        .contains("port " + port + " of 127.0.0.1 is taken by another process: set PORT")
        .doesNotContain("Exception", "    at ");
    assertThat(said.lines().filter(line -> line.contains(" ERROR "))).hasSize(1);
  }

  private static String raw(URI uri, String request) throws IOException {
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
