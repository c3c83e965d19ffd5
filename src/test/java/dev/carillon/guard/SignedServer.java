package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carillon.signature.PublicUrls;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.SignatureRules;
import dev.carillon.signature.SignatureVerifier;
import dev.carillon.signature.SignedRequest;
import dev.carillon.signature.TokenBuilder;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A server with the filter in front of it, and with three threads; one for a test class. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SignedServer {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final String KEY = PublishedKeys.DEFAULT_USER.current();
  static final String HOOK = "/api/qstash/webhook";
  static final String PUBLIC_HOOK = "https://carillon.example/app" + HOOK;
  static final byte[] BODY = "{\"ş\":\"日本\"}".getBytes(UTF_8);
  static final int MOST = 10_000;
  static final int THREADS = 3;

  final List<RefusedDelivery> refused = new CopyOnWriteArrayList<>();
  volatile Refusals refusals = refused::add;
  ServletContext context;
  TestServer server;

  @BeforeEach
  void forget() {
    refused.clear();
    refusals = refused::add;
  }

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start("/carillon", THREADS, this::register);
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  /** How long a body may take: longer than any test, so that nothing is answered because of it. */
  Duration patience() {
    return Duration.ofMinutes(10);
  }

  void register(ServletContext registered) {
    context = registered;
    SignatureVerifier verifier = new SignatureVerifier(
        () -> Optional.of(PublishedKeys.DEFAULT_USER),
        PublicUrls.of("https://carillon.example/app"),
        SignatureRules.STRICT);
    context.setAttribute(
        SignatureGate.ATTRIBUTE,
        new SignatureGate(
            verifier,
            Optional.empty(),
            refusal -> refusals.record(refusal),
            Clock.fixed(NOON, ZoneOffset.UTC),
            new BodyLimits(MOST, patience())));
    TestServer.filter(context, "paths", new PlainPathFilter(), "/*");
    TestServer.filter(context, "limit", new BodyLimitFilter(2L * MOST), "/*");
    String[] signed = {"/api/qstash/webhook", "/api/jobs/*"};
    TestServer.filter(context, "signature", new SignatureFilter(true), signed);
    TestServer.filter(context, "once-more", new SignatureFilter(), HOOK);
    TestServer.filter(context, "theirs", new SignatureFilter(), "/theirs/*");
    TestServer.servlet(context, new Theirs(), "/theirs/*");
    TestServer.jersey(context, new Hook(), new Job());
  }

  /** Answers later and from another thread, as a run does that takes its time. */
  @Path("api/qstash/webhook")
  public static final class Hook {
    @POST
    public void take(
        byte[] body, @Context ContainerRequestContext request, @Suspended AsyncResponse waiting) {
      SignedRequest signed = (SignedRequest) request.getProperty(SignedRequest.ATTRIBUTE);
      CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
          .execute(() -> waiting.resume(told(signed) + " " + new String(body, UTF_8)));
    }
  }

  /** Somebody's job: its health is open, its work is signed. */
  @Path("api/jobs/{id}")
  public static final class Job {
    @GET
    public String health(@Context ContainerRequestContext request) {
      return told((SignedRequest) request.getProperty(SignedRequest.ATTRIBUTE));
    }

    @POST
    public String work(String body) {
      return "worked " + body;
    }
  }

  /** A servlet that starts asynchronous work itself, behind a filter that somebody else mapped. */
  static final class Theirs extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String body = new String(request.getInputStream().readAllBytes(), UTF_8);
      var waiting = request.startAsync(request, response);
      waiting.start(() -> {
        try {
          waiting.getResponse().getOutputStream().print("theirs " + body);
        } catch (IOException broken) {
          throw new IllegalStateException(broken);
        }
        waiting.complete();
      });
    }
  }

  static String told(SignedRequest signed) {
    return signed == null
        ? "unsigned"
        : signed.route() + " " + signed.claims().tokenId().orElse("") + " " + signed.messageId();
  }

  static RawHttp.Request post(String path, String url, byte[] body) {
    return RawHttp.request("POST", "/carillon" + path)
        .header("Upstash-Signature", TokenBuilder.aToken(url, body, NOON).signedWith(KEY))
        .header("Upstash-Message-Id", "msg_1")
        .body(body);
  }
}
