package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.guard.TestServer;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may change something: walks all routes of the house. */
class RolesTest {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** What is no read, and changes nothing that others see or brings a proof of its own. */
  private static final Set<String> FOR_ANYBODY = Set.of(
      "POST /api/session",
      "DELETE /api/session",
      "POST /api/workflows/validate",
      "POST /api/qstash/webhook",
      "POST /api/qstash/failure",
      "POST /api/jobs/{id}");

  /** What only administrators may change: definitions, secrets, keys, who signs in, whose data it is. */
  private static final Set<String> FOR_ADMINISTRATORS = Set.of(
      "PUT /api/workflows/{id}",
      "DELETE /api/workflows/{id}",
      "PUT /api/secrets/{id}",
      "DELETE /api/secrets/{id}",
      "POST /api/secret-rotations",
      "POST /api/keys/roll",
      "POST /api/plan/original",
      "POST /api/session/links");

  @TempDir
  java.nio.file.Path home;

  private Role role = Role.VIEWER;
  private Wiring wiring;
  private TestServer server;

  @BeforeEach
  void open() throws Exception {
    Settings settings = SettingsOf.environment("CARILLON_HOME", home.toString());
    wiring = new Wiring(
        settings, new Secret("0123456789abcdef"), List.of(), Clock.systemUTC(), "instance");
    server = TestServer.start("/app", 4, this::register);
  }

  private void register(ServletContext context) {
    TestServer.calledBy(context, () -> new Caller("ada", role));
    TestServer.jersey(context, wiring.resources().toArray());
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    wiring.stop();
  }

  /** A way to change something. */
  private record Change(String verb, String path, String type) {
    static Stream<Change> of(Class<?> resource, Method method) {
      return Stream.of(method.getAnnotations())
          .map(it -> it.annotationType().getAnnotation(HttpMethod.class))
          .filter(verb -> verb != null && !READING.contains(verb.value()))
          .map(verb -> new Change(verb.value(), path(resource, method), type(method)));
    }

    private static String path(Class<?> resource, Method method) {
      String root = "/" + resource.getAnnotation(Path.class).value();
      Path own = method.getAnnotation(Path.class);
      return own == null ? root : root + "/" + own.value();
    }

    private static String type(Method method) {
      Consumes takes = method.getAnnotation(Consumes.class);
      return takes == null || takes.value()[0].contains("*")
          ? "application/json"
          : takes.value()[0];
    }

    String name() {
      return verb + " " + path;
    }
  }

  private Stream<Change> changes() {
    return wiring.resources().stream()
        .map(Object::getClass)
        .filter(it -> it.isAnnotationPresent(Path.class))
        .flatMap(it -> Stream.of(it.getMethods()).flatMap(method -> Change.of(it, method)));
  }

  private Set<String> forbidden() throws Exception {
    Set<String> forbidden = new TreeSet<>();
    for (Change each : changes().filter(it -> !FOR_ANYBODY.contains(it.name())).toList()) {
      HttpResponse<String> answer = send(each);
      if (answer.statusCode() == 403) {
        assertThat(answer.body()).as(each.name()).contains("\"type\":", "forbidden", "Only an ");
        forbidden.add(each.name());
      }
    }
    return forbidden;
  }

  private HttpResponse<String> send(Change change) throws IOException, InterruptedException {
    String path = "/app" + change.path().replaceAll("\\{[^}]+}", "it");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", change.type())
                .method(change.verb(), BodyPublishers.ofString("{}", StandardCharsets.UTF_8))
                .build(),
            BodyHandlers.ofString());
  }

  /** The house is not started: a viewer is refused before anything is looked at. */
  @Test
  void aViewerIsRefusedByWhateverChangesSomething() throws Exception {
    Set<String> all = new TreeSet<>(changes().map(Change::name).toList());
    assertThat(all).hasSizeGreaterThan(25).containsAll(FOR_ANYBODY);

    all.removeAll(FOR_ANYBODY);
    assertThat(forbidden()).isEqualTo(all);
  }

  @Test
  void anOperatorIsRefusedByWhatIsForAdministrators() throws Exception {
    role = Role.OPERATOR;
    wiring.start();

    assertThat(forbidden()).containsExactlyInAnyOrderElementsOf(FOR_ADMINISTRATORS);
  }
}
