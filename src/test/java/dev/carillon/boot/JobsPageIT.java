package dev.carillon.boot;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.employing.JobsPage;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.HeldSchedule;
import dev.carillon.testing.qstash.Parcel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever does what the page about jobs says has jobs, by {@code java -jar} too. */
class JobsPageIT {
  private static final String LIST = "META-INF/services/dev.carillon.job.Job";

  @TempDir
  Path directory;

  private final JobsPage page = JobsPage.read();

  @Test
  void theJarThatThePageBuildsIsStoodUpAndOneThatIsWrongIsRefused() throws Exception {
    for (Map.Entry<String, String> source : page.sources().entrySet()) {
      write("src/com/example/shop/" + source.getKey() + ".java", source.getValue());
    }
    write(LIST, page.block("text"));
    write("META-INF/web-fragment.xml", page.block("xml"));
    Path war = directory.resolve("carillon.war");
    Files.copy(Path.of(System.getProperty("carillon.war")), war);
    run(page.block("sh"));

    try (RunningWar running = RunningWar.in(directory.resolve("good")).of(war).start()) {
      assertThat(running.log())
          .contains("✅ Quartz schedule created: nightly-report (0 7 * * 1-5, next ");
      assertThat(running.get("shop/stock-check").body()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(running.get("shop/orders").statusCode()).isEqualTo(401);
    }

    theirSchedulesAtQStashCallThemWhereTheyAnswer(war);

    write(LIST, "com.example.shop.NightlyReport\ncom.example.shop.Gone\n");
    run(page.block("sh"));
    try (RunningWar refused = RunningWar.in(directory.resolve("bad")).of(war).start()) {
      assertThat(refused.log())
          .contains("the class com.example.shop.Gone of shop.jar cannot be made");
      assertThat(refused.get("health/live").statusCode()).isEqualTo(503);
    }
  }

  private void theirSchedulesAtQStashCallThemWhereTheyAnswer(Path war) throws Exception {
    String url = "https://shop.example/bells";
    try (FakeQStash qstash = FakeQStash.start(Clock.systemUTC())
            .patience(Duration.ofSeconds(60))
            .knows("shop.example", "93.184.215.14")
            .runsByItself();
        RunningWar running = RunningWar.in(directory.resolve("qstash"))
            .of(war)
            .with("APP_URL", url)
            .with("APP_ENV", "development")
            .with("CARILLON_ENGINE", "qstash")
            .with("QSTASH_URL", qstash.url().toString())
            .with("QSTASH_TOKEN", qstash.token())
            .with("QSTASH_CURRENT_SIGNING_KEY", qstash.keys().current())
            .with("QSTASH_NEXT_SIGNING_KEY", qstash.keys().next())
            .start()) {
      qstash.reaches(url, running.uri(""));
      HeldSchedule schedule = Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(qstash::schedules, held -> held.size() == 2)
          .stream()
          .filter(held -> held.id().equals("carillon.stock-check"))
          .findFirst()
          .orElseThrow();
      assertThat(schedule.parcel().url()).isEqualTo(url + "/shop/stock-check");

      publish(schedule.parcel(), qstash);

      Attempt attempt = Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(qstash::attempts, made -> !made.isEmpty())
          .get(0);
      JsonNode answer =
          new ObjectMapper().readTree(attempt.reply().orElseThrow().body());
      JsonNode run = new ObjectMapper()
          .readTree(running
              .asAdmin("GET", "api/runs/" + answer.path("runId").asText(), "")
              .body());
      // The schedule is younger than the last due time, unless one came just now.
      assertThat(run.path("trigger").asText()).isIn("redelivery", "cron");
      assertThat(run.path("deliveries").path(0).path("route").asText()).isEqualTo("jobs");
    }
  }

  private static void publish(Parcel parcel, FakeQStash qstash) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(qstash.url() + "/v2/publish/" + parcel.url()))
        .header("Authorization", "Bearer " + qstash.token())
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(parcel.body()))
        .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void run(String commands) throws Exception {
    Path said = directory.resolve("said");
    var builder = new ProcessBuilder("bash", "-euc", commands)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile());
    String bin = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", bin, (path, first) -> first + ":" + path);
    Process process = builder.start();
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }
}
