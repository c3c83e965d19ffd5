package dev.carillon.boot;

import static dev.carillon.signature.TokenBuilder.aToken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.DocumentPage;
import dev.carillon.testing.qstash.FakeQStash;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who does what the guides say sees what they say: on a laptop, with QStash, and from Next.js. */
class GuideIT {
  private static final DocumentPage GUIDE = DocumentPage.named("guide.en.md");
  private static final String PUBLIC = "https://carillon.example.com";
  private static final String SERVICE = "https://qstash.upstash.io";

  @TempDir
  Path directory;

  @Test
  void onALaptop() throws Exception {
    try (RunningWar war = RunningWar.in(directory).start()) {
      assertThat(war.log())
          .contains(GUIDE.blocks("text", "development-mode").get(0).strip());

      run(
          war,
          Map.of(),
          GUIDE.blocks("sh", "testing").get(0)
              + GUIDE.blocks("sh", "testing-development").get(0));

      assertThat(GUIDE.blocks("text", "testing-development").get(0).lines())
          .allSatisfy(line -> assertLogged(war, line));
      assertThat(GUIDE.blocks("sh", "development-mode-fails"))
          .containsExactly("java -jar target/carillon.war sign-in\n");
      assertThat(RunningWar.in(directory).run("sign-in").strip()).startsWith(war.base());
    }
  }

  @Test
  void withQStash() throws Exception {
    try (FakeQStash qstash = FakeQStash.start(Clock.systemUTC())
            .patience(Duration.ofSeconds(60))
            .knows("carillon.example.com", "93.184.215.14")
            .runsByItself();
        RunningWar war = through(qstash)) {
      qstash.reaches(PUBLIC, war.uri(""));
      assertThat(war.log()).contains(GUIDE.blocks("text", "tunnel").get(0).strip());
      Map<String, String> here =
          Map.of(PUBLIC, war.base(), SERVICE, qstash.url().toString());

      String said = run(
          war,
          here,
          "QSTASH_TOKEN=" + qstash.token() + "\n"
              + GUIDE.blocks("sh", "testing").get(0)
              + GUIDE.blocks("sh", "testing-qstash").get(0));

      assertThat(said).contains("carillon.hello-carillon").contains("401\n");
      assertThat(GUIDE.blocks("text", "testing-qstash").get(0).lines())
          .allSatisfy(line -> assertLogged(war, line));
      assertThat(qstash.schedules()).isEmpty();
      run(
          war,
          here,
          "QSTASH_TOKEN=" + qstash.token() + "\n"
              + GUIDE.blocks("sh", "testing").get(0) + String.join("\n", troubleshooting()));
      comingFromNextJs(war, qstash);
    }
  }

  /** The sign-in is asked for on the laptop. */
  private static List<String> troubleshooting() {
    List<String> anchors = GUIDE.anchors();
    List<String> commands =
        anchors.subList(anchors.indexOf("troubleshooting"), anchors.size()).stream()
            .flatMap(anchor -> GUIDE.blocks("sh", anchor).stream())
            .filter(command -> !command.startsWith("java -jar"))
            .toList();
    assertThat(commands).hasSizeGreaterThan(3);
    return commands;
  }

  private RunningWar through(FakeQStash qstash) {
    return RunningWar.in(directory)
        .with("APP_ENV", "development")
        .with("CARILLON_ENGINE", "qstash")
        .with("APP_URL", PUBLIC)
        .with("QSTASH_URL", qstash.url().toString())
        .with("QSTASH_TOKEN", qstash.token())
        .with("QSTASH_CURRENT_SIGNING_KEY", qstash.keys().current())
        .with("QSTASH_NEXT_SIGNING_KEY", qstash.keys().next())
        .start();
  }

  /** The lines of its table that a request of ours can bring about; deliveries are tested elsewhere. */
  private void comingFromNextJs(RunningWar war, FakeQStash qstash) throws Exception {
    String key = qstash.keys().current();
    String yaml = """
        document: { dsl: '1.0.3', namespace: shop, name: shop, version: '1.0.0' }
        do:
          - check:
              if: ${ .fail == true }
              call: http
              with: { method: get, endpoint: 'http://127.0.0.1:1/' }
          - hopeless:
              if: ${ .hopeless == true }
              set: '${ error("never") }'
        """;
    assertThat(war.send(HttpRequest.newBuilder(war.uri("api/workflows/shop"))
                .header("Authorization", "Bearer " + war.adminToken())
                .header("Content-Type", "application/yaml")
                .PUT(HttpRequest.BodyPublishers.ofString(yaml)))
            .statusCode())
        .isEqualTo(201);
    Job job = new Job(war, key);
    String known = "msg_known";
    String captured = job.token("{}", "api/jobs/shop", Instant.now(), key);

    Map<String, Callable<Integer>> lines = new LinkedHashMap<>();
    lines.put("no signature", () -> job.post("{}", "", "msg_1"));
    lines.put(
        "signed with another key",
        () -> job.post(
            "{}", job.token("{}", "api/jobs/shop", Instant.now(), "x".repeat(32)), "msg_2"));
    lines.put("another body than was signed", () -> job.post("[]", job.token("{}"), "msg_3"));
    lines.put(
        "the signature has expired",
        () -> job.post(
            "{}",
            job.token("{}", "api/jobs/shop", Instant.now().minus(Duration.ofHours(1)), key),
            "msg_4"));
    lines.put(
        "signed for another address",
        () -> job.post("{}", job.token("{}", "api/jobs/other", Instant.now(), key), "msg_5"));
    lines.put("the work is done", () -> job.post("{}", captured, known));
    lines.put("the work fails", () -> job.post("{\"fail\":true}", "msg_6"));
    lines.put("it fails for good", () -> job.post("{\"hopeless\":true}", "msg_7"));
    lines.put("the same message again", () -> job.post("{}", known));
    lines.put(
        "a captured request under another message id", () -> job.post("{}", captured, "msg_8"));
    lines.put("no such job", () -> job.of("nobody").post("{}", "msg_9"));
    lines.put("a schedule with the method GET", () -> job.get());

    String table = DocumentPage.named("from-nextjs.md").text();
    for (Map.Entry<String, Callable<Integer>> line : lines.entrySet()) {
      assertThat(table)
          .as(line.getKey())
          .containsPattern("(?m)^\\| " + Pattern.quote(line.getKey()) + " \\|[^|]*\\| "
              + line.getValue().call() + "\\b");
    }
  }

  /** The route of one workflow, called as QStash does or pretends to. */
  private record Job(RunningWar war, String key, String path) {
    Job(RunningWar war, String key) {
      this(war, key, "api/jobs/shop");
    }

    Job of(String id) {
      return new Job(war, key, "api/jobs/" + id);
    }

    String token(String body) {
      return token(body, path, Instant.now(), key);
    }

    String token(String body, String signedPath, Instant at, String with) {
      return aToken(PUBLIC + "/" + signedPath, body.getBytes(UTF_8), at)
          .with("jti", "jwt_" + UUID.randomUUID())
          .signedWith(with);
    }

    int post(String body, String message) throws Exception {
      return post(body, token(body), message);
    }

    int post(String body, String token, String message) throws Exception {
      var request = HttpRequest.newBuilder(war.uri(path))
          .header("Content-Type", "application/json")
          .header("Upstash-Message-Id", message)
          .POST(HttpRequest.BodyPublishers.ofString(body));
      if (!token.isEmpty()) {
        request.header("Upstash-Signature", token);
      }
      HttpResponse<String> answer = war.send(request);
      return answer.statusCode();
    }

    int get() throws Exception {
      return war.get(path, "Upstash-Signature", token("")).statusCode();
    }
  }

  /** A line of the guide, whose instants and ids are examples. */
  private static void assertLogged(RunningWar war, String line) {
    StringBuilder regex = new StringBuilder();
    for (String part :
        line.split("(?=…)|(?<=…)|(?=2026-11-22T12:00:00Z)|(?<=2026-11-22T12:00:00Z)")) {
      boolean example = part.equals("…") || part.startsWith("2026-11-22T");
      regex.append(example ? "\\S+" : Pattern.quote(part));
    }
    Pattern pattern = Pattern.compile(regex.toString());
    Awaitility.await(line)
        .atMost(Duration.ofSeconds(30))
        .until(war::log, log -> pattern.matcher(log).find());
  }

  private String run(RunningWar war, Map<String, String> places, String commands) throws Exception {
    String here = commands
        .replace("http://localhost:8080", war.base())
        .replace("hosts carillon.example.com", "hosts localhost");
    for (Map.Entry<String, String> place : places.entrySet()) {
      here = here.replace(place.getKey(), place.getValue());
    }
    assertThat(List.of(PUBLIC, SERVICE)).noneMatch(here::contains);
    Path said = Files.createTempFile(directory, "said", ".txt");
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", "set -euo pipefail\n" + here)
        .redirectErrorStream(true)
        .redirectOutput(said.toFile());
    bash.environment().put("CARILLON_HOME", war.home().toString());
    Process process = bash.start();
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    String text = Files.readString(said);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
