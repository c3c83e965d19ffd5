package dev.carillon.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show is what happens: their commands are run as they stand. */
class ReadmeIT {
  private static final Pattern SHELL = Pattern.compile("(?s)```sh\\n(.*?)```");

  /** One that goes on for the whole class. */
  private static RunningWar war;

  @TempDir
  Path directory;

  @BeforeAll
  static void start(@TempDir Path home) {
    war = RunningWar.in(home).start();
  }

  @AfterAll
  static void stop() {
    war.close();
  }

  @Test
  void theFirstWorkflowByCurlRuns() throws Exception {
    Said said = run(commandsBelow("## A first workflow by curl"));

    assertThat(said.status()).as(said.text()).isZero();
    assertThat(said.text()).contains("\"good-morning\"");
    JsonNode run = Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(ReadmeIT::lastRun, it -> it.path("state").asText().equals("succeeded"));
    String steps = "api/runs/" + run.path("id").asText() + "/steps";
    assertThat(war.asAdmin("GET", steps, "").body()).contains("Good morning, everybody");
  }

  @Test
  void theHealthCheckOfTheComposeFileTellsAGoodStartFromARefusedOne() throws Exception {
    String check = new YAMLMapper()
        .readTree(Files.readString(Path.of("docker-compose.yml")))
        .at("/services/carillon/healthcheck/test/3")
        .asText();

    assertThat(statusOf(check, war)).isZero();
    try (RunningWar refused = RunningWar.in(directory).with("QSTASH_PLAN", "x").start()) {
      assertThat(statusOf(check, refused)).isNotZero();
    }
  }

  @Test
  void signInPrintsALinkThatTheRunningServerTakes() throws Exception {
    try (RunningWar stopped = RunningWar.in(directory).start()) {
      String printed = RunningWar.in(directory).run("sign-in").strip();

      assertThat(printed)
          .startsWith(stopped.base() + "/#sign-in=")
          .isNotEqualTo(stopped.signInLink());
    }
    assertThat(RunningWar.in(directory).run("sign-in")).contains("no server answers");
  }

  private int statusOf(String check, RunningWar asked) throws Exception {
    return run(check.replace("127.0.0.1/8080", "127.0.0.1/" + asked.uri("").getPort()))
        .status();
  }

  private static String commandsBelow(String title) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Matcher block = SHELL.matcher(readme.substring(readme.indexOf(title)));
    assertThat(block.find()).isTrue();
    return "set -euo pipefail\nexport CARILLON_HOME='%s'\n".formatted(war.home())
        + block.group(1).replace("http://localhost:8080", war.base());
  }

  private static JsonNode lastRun() throws Exception {
    String runs = war.asAdmin("GET", "api/workflows/good-morning/runs", "").body();
    return new ObjectMapper().readTree(runs).at("/items/0");
  }

  private record Said(int status, String text) {}

  private Said run(String commands) throws Exception {
    Path out = directory.resolve("said");
    Process process = new ProcessBuilder("bash", "-c", commands)
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start();
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    return new Said(process.exitValue(), Files.readString(out, UTF_8));
  }
}
