package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import dev.carillon.access.InMemorySessionStore;
import dev.carillon.access.SecretHash;
import dev.carillon.access.Session;
import dev.carillon.access.SignIn;
import dev.carillon.guard.RawHttp.Reply;
import dev.carillon.rest.EventsResource;
import dev.carillon.rest.RequestTooLargeMapper;
import dev.carillon.rest.SessionResource;
import dev.carillon.rest.SignInProblemMapper;
import dev.carillon.running.Changes;
import dev.carillon.signature.PublicUrls;
import dev.carillon.workflow.WorkflowId;
import jakarta.servlet.ServletContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signing in over HTTP: filters, resource and sessions together, on a real Tomcat. */
@Timeout(60)
final class SessionsTest {
  private static final String TOKEN = "an admin token of decent length";

  private final SignIn signIn = new SignIn(
      new InMemorySessionStore(),
      SecretHash.of(TOKEN),
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
  private final Changes changes = new Changes();
  private final EventsResource events = new EventsResource(changes, signIn);

  private TestServer server(String contextPath, PublicUrls urls) throws Exception {
    return TestServer.start(contextPath, 3, context -> register(context, urls));
  }

  private void register(ServletContext context, PublicUrls urls) {
    TestServer.filter(context, "limit", new BodyLimitFilter(1000), "/*");
    TestServer.filter(context, "access", new AccessFilter(signIn, urls), "/*");
    TestServer.jersey(
        context,
        new SessionResource(signIn, urls),
        events,
        new SignInProblemMapper(),
        new RequestTooLargeMapper(),
        new JacksonJsonProvider());
  }

  private static RawHttp.Request post(String path, String body) {
    return RawHttp.request("POST", path)
        .header("Content-Type", "application/json")
        .body(body);
  }

  @Test
  void aCodeBecomesASessionThatCanBeAskedForAndEnded() throws Exception {
    try (TestServer server = server("/carillon", PublicUrls.of())) {
      String path = "/carillon/api/session";
      Reply begun = post(path, "{\"code\":\"" + signIn.newCode() + "\"}").to(server);

      assertThat(begun.status()).isEqualTo(201);
      assertThat(begun.body()).isEqualTo("{\"name\":\"admin\",\"role\":\"admin\"}");
      assertThat(begun.header("set-cookie"))
          .matches("carillon-session=[^;]{43};.*")
          .contains(";Path=/carillon")
          .contains(";HttpOnly")
          .contains(";SameSite=Strict")
          .contains(";Max-Age=604800")
          .doesNotContain("Secure");

      String cookie = begun.header("set-cookie").split(";")[0];
      RawHttp.Request who = RawHttp.request("GET", path).header("Cookie", cookie);
      assertThat(who.to(server).body()).isEqualTo("{\"name\":\"admin\",\"role\":\"admin\"}");

      Reply ended = RawHttp.request("DELETE", path)
          .header("Cookie", cookie)
          .header("X-Carillon", "1")
          .to(server);
      assertThat(ended.status()).isEqualTo(204);
      assertThat(ended.header("set-cookie")).contains("Max-Age=0").contains("Path=/carillon");
      assertThat(who.to(server).status()).isEqualTo(401);
    }
  }

  @Test
  void aNewSessionEndsTheOneBefore() throws Exception {
    try (TestServer server = server("", PublicUrls.of())) {
      String body = "{\"token\":\"" + TOKEN + "\"}";
      String first = post("/api/session", body).to(server).header("set-cookie").split(";")[0];
      Reply second = post("/api/session", body).header("Cookie", first).to(server);

      assertThat(second.status()).isEqualTo(201);
      assertThat(second.header("set-cookie")).contains(";Path=/;").doesNotContain(first);
      assertThat(RawHttp.request("GET", "/api/session")
              .header("Cookie", first)
              .to(server)
              .status())
          .isEqualTo(401);
    }
  }

  @Test
  void behindTlsTheCookieIsSecureAndWhereAProxyShowsUsElsewhereItGoesThereToo() throws Exception {
    PublicUrls urls = PublicUrls.of("https://carillon.example/app");
    try (TestServer server = server("/carillon", urls)) {
      Reply begun =
          post("/carillon/api/session", "{\"token\":\"" + TOKEN + "\"}").to(server);

      assertThat(begun.header("set-cookie")).contains(";Secure").contains(";Path=/;");
    }
  }

  @Test
  void whoFailsLearnsNothingAndAfterAHandfulHasToWait() throws Exception {
    try (TestServer server = server("", PublicUrls.of())) {
      for (int i = 0; i < 5; i++) {
        Reply refused = post("/api/session", "{\"code\":\"guess\"}").to(server);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).contains("/problems/sign-in-refused").doesNotContain("guess");
      }
      Reply slowed = post("/api/session", "{\"token\":\"" + TOKEN + "\"}").to(server);

      assertThat(slowed.status()).isEqualTo(429);
      assertThat(slowed.header("retry-after")).isEqualTo("1");
      assertThat(slowed.header("content-type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void whatIsNoSignInIsTheCallersMistake() throws Exception {
    try (TestServer server = server("", PublicUrls.of())) {
      assertThat(status(server, "{}")).isEqualTo(400);
      assertThat(status(server, "{\"code\":\"a\",\"token\":\"b\"}")).isEqualTo(400);
      assertThat(status(server, "")).isEqualTo(400);
      assertThat(status(server, "null")).isEqualTo(400);
      assertThat(status(server, "{")).isEqualTo(400);
    }
  }

  @Test
  void aBodyThatTurnsOutToBeTooLargeIsAProblemFromTheResourceToo() throws Exception {
    try (TestServer server = server("", PublicUrls.of())) {
      byte[] large = ("{\"code\":\"" + "a".repeat(5000) + "\"}").getBytes();
      Reply reply = RawHttp.request("POST", "/api/session")
          .header("Content-Type", "application/json")
          .chunked(large, 100)
          .to(server);

      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.body()).contains("/problems/too-large").contains("\"limit\":1000");
    }
  }

  @Test
  void aStreamEndsWithTheSessionThatOpenedItAndNoOtherWithIt() throws Exception {
    events.start();
    try (TestServer server = server("", PublicUrls.of())) {
      String signedOut = signIn.withToken(TOKEN, "198.51.100.1").secret();
      String staying = signIn.withToken(TOKEN, "198.51.100.2").secret();
      InputStream ends = stream(server, signedOut);
      BufferedReader goesOn =
          new BufferedReader(new InputStreamReader(stream(server, staying), UTF_8));

      RawHttp.request("DELETE", "/api/session")
          .header("Cookie", Session.COOKIE + "=" + signedOut)
          .header("X-Carillon", "1")
          .to(server);

      assertThat(new String(ends.readAllBytes(), UTF_8)).startsWith(": open");
      changes.tell(new Changes.Change(new WorkflowId("hello"), null));
      assertThat(goesOn.lines().filter(it -> it.startsWith("data:")).findFirst())
          .hasValueSatisfying(it -> assertThat(it).contains("hello"));
      events.stop();
    }
  }

  private static InputStream stream(TestServer server, String secret) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + "/api/events"))
        .header("Cookie", Session.COOKIE + "=" + secret)
        .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofInputStream())
        .body();
  }

  private static int status(TestServer server, String body) throws IOException {
    return post("/api/session", body).to(server).status();
  }
}
