package dev.carillon.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.access.Caller;
import dev.carillon.access.InMemorySessionStore;
import dev.carillon.access.SecretHash;
import dev.carillon.access.SignIn;
import dev.carillon.guard.RawHttp.Reply;
import dev.carillon.signature.PublicUrls;
import dev.carillon.signature.SignatureRules;
import dev.carillon.signature.SignatureVerifier;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccessFilterTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String TOKEN = "an admin token of decent length";

  private final SignIn signIn = signIn();
  private TestServer server;

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start("/carillon", 3, this::register);
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private static SignIn signIn() {
    Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    return new SignIn(new InMemorySessionStore(), SecretHash.of(TOKEN), clock);
  }

  private void register(ServletContext context) {
    register(context, signIn);
  }

  private static void register(ServletContext context, SignIn signIn) {
    PublicUrls urls = PublicUrls.of("https://carillon.example/app");
    context.setAttribute(SignatureGate.ATTRIBUTE, gateWithoutKeys(urls));
    TestServer.filter(context, "paths", new PlainPathFilter(), "/*");
    TestServer.filter(
        context, "signature", new SignatureFilter(true), "/api/qstash/*", "/api/jobs/*");
    TestServer.filter(context, "access", new AccessFilter(signIn, urls), "/*");
    TestServer.jersey(context, new Everything());
  }

  private static SignatureGate gateWithoutKeys(PublicUrls urls) {
    return new SignatureGate(
        new SignatureVerifier(Optional::empty, urls, SignatureRules.STRICT),
        refused -> {},
        Clock.fixed(NOON, ZoneOffset.UTC));
  }

  /** Answers every path below {@code api} and {@code health} to whoever comes so far. */
  @Path("{path: (api|health).*}")
  public static final class Everything {
    @GET
    public String get(@Context ContainerRequestContext request) {
      return "in: " + request.getProperty(Caller.ATTRIBUTE);
    }

    @POST
    public String post(String body, @PathParam("path") String path) {
      return "in";
    }

    @PUT
    public String put(String body) {
      return "in";
    }

    @DELETE
    public String delete() {
      return "in";
    }

    @OPTIONS
    public String options() {
      return "in";
    }
  }

  private String session() {
    return "carillon-session=" + signIn.withCode(signIn.newCode(), "192.0.2.1").secret();
  }

  private Reply get(String path) throws IOException {
    return RawHttp.request("GET", "/carillon" + path).to(server);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/workflows",
        "/api/session",
        "/api/jobs",
        "/api/jobs/",
        "/api/jobs/nightly/more",
        "/api/jobsx",
        "/api/qstash",
        "/api",
        "/health",
        "/health/live/more",
        "/metrics",
        "/secret.txt",
        "/API/jobs/nightly",
        "/js"
      })
  void whatIsNotOpenAsksForACaller(String path) throws Exception {
    Reply reply = get(path);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(reply.header("content-type")).startsWith("application/problem+json");
    assertThat(reply.body()).contains("\"/problems/unauthorized\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/index.html", "/js/app.js", "/health/live", "/health/ready", "/api/jobs/x"})
  void whatIsOpenAsksForNobody(String path) throws Exception {
    assertThat(get(path).status()).isEqualTo(200);
  }

  @Test
  void aReadOfTheWebhookLearnsThatTheMethodIsWrongAndNoMore() throws Exception {
    // Here it meets a resource that takes everything; the real one has no GET.
    assertThat(get("/api/qstash/webhook").body()).isEqualTo("in: null");
    assertThat(get("/api/qstash/other").status()).isEqualTo(401);
  }

  @Test
  void whatIsSignedForIsNotOpenedByItsPath() throws Exception {
    for (String path : List.of("/api/qstash/webhook", "/api/qstash/failure", "/api/jobs/x")) {
      for (String method : List.of("POST", "PUT", "DELETE")) {
        Reply reply = RawHttp.request(method, "/carillon" + path)
            .header("Cookie", session())
            .to(server);
        assertThat(reply.status()).as(method + " " + path).isEqualTo(401);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/..;/api/workflows",
        "/health/live/../../api/workflows",
        "/health/%2e%2e/api/workflows",
        "/health/%2E%2E/api/workflows",
        "/health/.%2e/api/workflows",
        "/health;x=/live",
        "/health/live;/../../api/workflows",
        "/api/workflows;/",
        "/api/workflows;a=/js/app.js",
        "/api/workflows/%2e%2e/jobs/x",
        "/api/workflows/../jobs/x",
        "/api/workflows/..;a=b/jobs/x",
        "/api/jobs/x;/../../workflows",
        "/api/./jobs/x",
        "/api//jobs/x",
        "//api/workflows",
        "/js/..;/api/workflows",
        "/js/%2e%2e/api/workflows",
        "/js/..%2fapi/workflows",
        "/js/..%5capi/workflows",
        "/js/..\\api/workflows",
        "/js/%252e%252e/api/workflows",
        "/js/../secret.txt",
        "/api/jobs/x%00",
        "/api%2fworkflows",
        "/%61pi/workflows",
        "/api/work%66lows"
      })
  void noSpellingOfAPathSlipsPast(String path) throws Exception {
    Reply reply = get(path);

    assertThat(reply.status()).isIn(400, 401, 404);
    assertThat(reply.body()).doesNotContain("in: ").doesNotContain("secret");
  }

  @Test
  void anEscapeThatMeansTheSameIsNoTrick() throws Exception {
    assertThat(get("/health/l%69ve").status()).isEqualTo(200);
    assertThat(get("/api/jobs/a+b").status()).isEqualTo(200);
    assertThat(get("/api/jobs/%C5%9F").status()).isEqualTo(200);
  }

  @Test
  void aPathThatCanBeReadInTwoWaysIsRefusedEvenToAdmins() throws Exception {
    Reply reply = RawHttp.request("GET", "/carillon/api/x/../workflows")
        .header("Authorization", "Bearer " + TOKEN)
        .to(server);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("/problems/ambiguous-path");
  }

  @Test
  void aBearerOfTheTokenComesInAndIsNamed() throws Exception {
    Reply reply = RawHttp.request("GET", "/carillon/api/workflows")
        .header("authorization", "bearer  " + TOKEN)
        .to(server);

    assertThat(reply.body()).isEqualTo("in: Caller[name=admin, role=ADMIN]");
  }

  @Test
  void aBearerNeedsNeitherOurHeaderNorAnOrigin() throws Exception {
    Reply reply = RawHttp.request("POST", "/carillon/api/workflows")
        .header("Authorization", "Bearer " + TOKEN)
        .header("Origin", "https://elsewhere.example")
        .body("{}")
        .to(server);

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void aWrongTokenIsNotMendedByACookie() throws Exception {
    Reply reply = RawHttp.request("GET", "/carillon/api/workflows")
        .header("Authorization", "Bearer wrong")
        .header("Cookie", session())
        .to(server);

    assertThat(reply.status()).isEqualTo(401);
  }

  @Test
  void whoGuessesTokensHasToWait() throws Exception {
    List<Reply> replies = new ArrayList<>();
    try (TestServer theirs = TestServer.start("", 3, context -> register(context, signIn()))) {
      for (int i = 0; i < 6; i++) {
        replies.add(RawHttp.request("GET", "/api/workflows")
            .header("Authorization", "Bearer guess" + i)
            .to(theirs));
      }
    }

    assertThat(replies).extracting(Reply::status).containsExactly(401, 401, 401, 401, 401, 429);
    assertThat(replies.get(5).header("retry-after")).isEqualTo("1");
  }

  @Test
  void aSessionComesIn() throws Exception {
    Reply reply = RawHttp.request("GET", "/carillon/api/workflows")
        .header("Cookie", "other=1; carillon-session=stale; " + session())
        .to(server);

    assertThat(reply.body()).isEqualTo("in: Caller[name=admin, role=ADMIN]");
  }

  @ParameterizedTest
  @CsvSource({
    "1, , 200",
    "1, http://localhost, 200",
    "1, https://localhost, 200",
    "1, https://carillon.example, 200",
    "1, HTTPS://CARILLON.EXAMPLE, 200",
    "1, http://carillon.example, 403",
    "1, https://carillon.example:8443, 403",
    "1, https://carillon.example.evil.example, 403",
    "1, null, 403",
    "1, http://localhost.evil.example, 403",
    "0, http://localhost, 403",
    ", http://localhost, 403",
    ", , 403"
  })
  void whatChangesSomethingByCookieHasToComeFromOurPages(String header, String origin, int expected)
      throws Exception {
    RawHttp.Request request = RawHttp.request("PUT", "/carillon/api/workflows")
        .header("Cookie", session())
        .body("{}");
    if (header != null) {
      request.header("X-Carillon", header);
    }
    if (origin != null) {
      request.header("Origin", origin);
    }

    assertThat(request.to(server).status()).isEqualTo(expected);
  }

  @Test
  void signingInIsOpenButNotToOtherPages() throws Exception {
    RawHttp.Request own = RawHttp.request("POST", "/carillon/api/session").body("{}");
    RawHttp.Request foreign = RawHttp.request("POST", "/carillon/api/session").body("{}");
    foreign.header("Origin", "https://elsewhere.example");

    assertThat(own.to(server).status()).isEqualTo(200);
    assertThat(foreign.to(server).status()).isEqualTo(403);
  }

  @Test
  void twentySlowStrangersHoldNoThread() throws Exception {
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        slow.add(RawHttp.open(server)
            .send(RawHttp.request("PUT", "/carillon/api/workflows")
                .header("Content-Length", "5000")
                .header("Connection", "keep-alive")
                .head()));
      }
      long before = System.nanoTime();

      assertThat(get("/health/live").status()).isEqualTo(200);
      assertThat(System.nanoTime() - before).isLessThan(15_000_000_000L);
    } finally {
      for (RawHttp sender : slow) {
        sender.close();
      }
    }
  }

  @Test
  void whatAStrangerWouldSendOnIsNotTakenForHisNextRequest() throws Exception {
    try (RawHttp connection = RawHttp.open(server)) {
      connection.send(RawHttp.request("PUT", "/carillon/api/workflows")
          .header("Content-Length", Integer.toString(3 << 19))
          .header("Connection", "keep-alive")
          .head());

      Reply reply = connection.reply();

      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.header("connection")).isEqualTo("close");
    }
  }

  @Test
  void aStrangerWhoSendsALotStillLearnsThatHeHasToSignIn() throws Exception {
    Reply reply = RawHttp.request("PUT", "/carillon/api/workflows")
        .body(new byte[900_000])
        .to(server);

    assertThat(reply.status()).isEqualTo(401);
  }
}
