package dev.carillon.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.boot.RunningWar;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The WAR in a real Tomcat, under a context path that nobody planned for. */
@ArquillianTest
@RunAsClient
class DeployedWarIT {
  /** What the build tells each Tomcat as its {@code APP_URL}. */
  private static final String PUBLISHED = "https://carillon.example/app";

  private final HttpClient client = HttpClient.newHttpClient();

  @ArquillianResource
  private URL base;

  @Deployment
  static WebArchive war() {
    return BuiltWar.named("any-name");
  }

  @Test
  void itAnswersBelowItsContextPath() throws Exception {
    assertThat(base).hasPath("/any-name/");
    assertThat(get("health/live").body()).contains("\"status\":\"UP\"");
    Awaitility.await().until(() -> get("health/ready").statusCode() == 200);
  }

  @Test
  void theLogSaysWhereTheTokenIsAndTheCommandGetsALinkFromTheAddressItIsTold(
      @TempDir Path directory) throws Exception {
    Path home = Path.of(System.getProperty("tests.tomcat.home"));
    Awaitility.await().until(() -> get("health/ready").statusCode() == 200);

    String link = RunningWar.in(directory)
        .with("CARILLON_HOME", home.toString())
        .run("sign-in", base.toString())
        .strip();

    assertThat(link).startsWith(PUBLISHED + "/#sign-in=");
    assertThat(log())
        .contains(
            "Or sign in with the admin token: it is in the file " + home.resolve("admin-token"))
        .contains("A new link: java -jar carillon.war sign-in " + PUBLISHED);
  }

  @ParameterizedTest(name = "{0} {1} is {2} {3}")
  @CsvSource({
    "TRACE, api/qstash/webhook, 405, application/problem+json",
    "BREW, api/qstash/webhook, 401, application/problem+json",
    "GET, js/nothing.js, 404, text/html"
  })
  void whatTomcatRefusesIsAnsweredByUs(String method, String path, int status, String type)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create(base + path))
        .method(method, HttpRequest.BodyPublishers.noBody())
        .build();

    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(answer.body()).doesNotContain("Tomcat", "Exception");
  }

  @Test
  void theServerOfTheJarStaysOutOfIt() throws IOException {
    try (var lib = Files.list(unpacked().resolve("WEB-INF/lib"))) {
      assertThat(lib.map(jar -> jar.getFileName().toString()))
          .noneMatch(name -> name.startsWith("tomcat-"))
          .anyMatch(name -> name.startsWith("jersey-container-servlet"));
    }
    assertThat(unpacked().resolve("WEB-INF/classes/dev/carillon/boot")).doesNotExist();
  }

  private static String log() throws IOException {
    var text = new StringBuilder();
    Path logs = Path.of(System.getProperty("tests.tomcat"), "logs");
    try (var files = Files.newDirectoryStream(logs, "catalina*")) {
      for (Path file : files) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static Path unpacked() {
    return Path.of(System.getProperty("tests.tomcat"), "webapps", "any-name");
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = base.toURI().resolve(path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
