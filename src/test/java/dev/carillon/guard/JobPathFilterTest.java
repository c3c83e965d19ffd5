package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.signature.PublicUrls;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.signature.SignatureRules;
import dev.carillon.signature.SignatureVerifier;
import dev.carillon.signature.SignedRequest;
import dev.carillon.signature.TokenBuilder;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JobPathFilterTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String KEY = PublishedKeys.DEFAULT_USER.current();

  private final HttpClient client = HttpClient.newHttpClient();
  private TestServer server;

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start("/carillon", 3, JobPathFilterTest::register);
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private static void register(ServletContext context) {
    var verifier = new SignatureVerifier(
        () -> Optional.of(PublishedKeys.DEFAULT_USER),
        PublicUrls.of("https://carillon.example/app"),
        SignatureRules.STRICT);
    context.setAttribute(
        SignatureGate.ATTRIBUTE,
        new SignatureGate(verifier, refused -> {}, Clock.fixed(NOON, ZoneOffset.UTC)));
    String[] signed = {"/api/jobs/*", "/shop/stock-check"};
    TestServer.filter(context, "paths", new PlainPathFilter(), "/*");
    TestServer.filter(context, "signature", new SignatureFilter(true), signed);
    TestServer.filter(
        context,
        "jobs",
        new JobPathFilter(Map.of("/shop/stock-check", "/api/jobs/stock-check")),
        signed);
    TestServer.jersey(context, new Job());
  }

  /** The route of every workflow. */
  @Path("api/jobs/{id}")
  public static final class Job {
    @GET
    public String health(@PathParam("id") String id) {
      return id + " is well";
    }

    @POST
    public void run(
        @PathParam("id") String id,
        byte[] body,
        @Context ContainerRequestContext request,
        @Suspended AsyncResponse waiting) {
      var signed = (SignedRequest) request.getProperty(SignedRequest.ATTRIBUTE);
      CompletableFuture.runAsync(
          () -> waiting.resume(id + " ran " + new String(body, UTF_8) + " as " + signed.route()
              + " of " + request.getUriInfo().getRequestUri().getPath()));
    }
  }

  private HttpResponse<String> send(String method, String path, String body, String signedPath)
      throws Exception {
    String token = TokenBuilder.aToken(
            "https://carillon.example/app" + signedPath, body.getBytes(UTF_8), NOON)
        .signedWith(KEY);
    var request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + "/carillon" + path))
        .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!signedPath.isEmpty()) {
      request.header("Upstash-Signature", token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aPathThatAJobChoseIsTheRouteOfItsWorkflow() throws Exception {
    var answer = send("POST", "/shop/stock-check", "all", "/shop/stock-check");

    assertThat(answer.body())
        .isEqualTo("stock-check ran all as /shop/stock-check of /carillon/api/jobs/stock-check");
    assertThat(send("GET", "/shop/stock-check", "", "").body()).isEqualTo("stock-check is well");
  }

  @Test
  void theOtherRoutesStayAsTheyAre() throws Exception {
    assertThat(send("POST", "/api/jobs/stock-check", "all", "/api/jobs/stock-check")
            .body())
        .startsWith("stock-check ran all as /api/jobs/stock-check");
  }

  @Test
  void theSignatureIsOverThePathThatWasCalled() throws Exception {
    assertThat(send("POST", "/shop/stock-check", "all", "/api/jobs/stock-check").statusCode())
        .isEqualTo(401);
    assertThat(send("POST", "/shop/stock-check", "all", "").statusCode()).isEqualTo(401);
  }

  @Test
  void aPathThatIsOnlyAlikeIsNone() throws Exception {
    for (String path : new String[] {"/shop/stock-check/", "/shop/Stock-Check", "/shop"}) {
      assertThat(send("GET", path, "", "").statusCode()).as(path).isEqualTo(404);
    }
    assertThat(send("GET", "/shop/./stock-check;x", "", "").statusCode()).isEqualTo(400);
  }
}
