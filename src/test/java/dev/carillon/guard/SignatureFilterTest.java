package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.guard.RawHttp.Reply;
import dev.carillon.signature.Cause;
import dev.carillon.signature.Mismatch;
import dev.carillon.signature.PublicUrls;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.RefusedDelivery.Sender;
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
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignatureFilterTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String KEY = PublishedKeys.DEFAULT_USER.current();
  private static final String HOOK = "/api/qstash/webhook";
  private static final String PUBLIC_HOOK = "https://carillon.example/app" + HOOK;
  private static final byte[] BODY = "{\"ş\":\"日本\"}".getBytes(UTF_8);
  private static final int MOST = 10_000;
  private static final int THREADS = 3;

  private final List<RefusedDelivery> refused = new CopyOnWriteArrayList<>();
  private volatile Refusals refusals = refused::add;
  private TestServer server;

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

  private void register(ServletContext context) {
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
            new BodyLimits(MOST, Duration.ofSeconds(2))));
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
  private static final class Theirs extends HttpServlet {
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

  private static String told(SignedRequest signed) {
    return signed == null
        ? "unsigned"
        : signed.route() + " " + signed.claims().tokenId().orElse("") + " " + signed.messageId();
  }

  private static RawHttp.Request post(String path, String url, byte[] body) {
    return RawHttp.request("POST", "/carillon" + path)
        .header("Upstash-Signature", TokenBuilder.aToken(url, body, NOON).signedWith(KEY))
        .header("Upstash-Message-Id", "msg_1")
        .body(body);
  }

  @Test
  void aSignedRequestReachesASuspendedResourceWithItsBody() throws Exception {
    Reply reply = post(HOOK, PUBLIC_HOOK, BODY).to(server);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(HOOK + " jwt_test Optional[msg_1] " + new String(BODY, UTF_8));
    assertThat(refused).isEmpty();
  }

  @Test
  void aBodyThatTellsNoLengthIsJudgedAsAWhole() throws Exception {
    byte[] body = "a".repeat(MOST).getBytes(UTF_8);
    RawHttp.Request request = RawHttp.request("POST", "/carillon" + HOOK)
        .header("Content-Type", "text/plain")
        .header(
            "Upstash-Signature", TokenBuilder.aToken(PUBLIC_HOOK, body, NOON).signedWith(KEY))
        .chunked(body, 777);

    Reply reply = request.to(server);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).endsWith(new String(body, UTF_8));
  }

  @Test
  void anEmptyBodyIsABody() throws Exception {
    Reply reply = post("/api/jobs/nightly", jobUrl("nightly"), new byte[0]).to(server);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("worked ");
  }

  @Test
  void theQueryIsPartOfWhatWasSigned() throws Exception {
    String url = jobUrl("nightly") + "?a=%20b&x-vercel-protection-bypass=secret";

    assertThat(post("/api/jobs/nightly?a=%20b", url, BODY).to(server).status()).isEqualTo(200);
    assertThat(post("/api/jobs/nightly?a=+b", url, BODY).to(server).status()).isEqualTo(401);
    assertThat(refused)
        .singleElement()
        .extracting(RefusedDelivery::mismatch)
        .satisfies(
            mismatch -> assertThat(mismatch.toString()).contains("***").doesNotContain("secret"));
  }

  @Test
  void whatIsNotSignedIsRefusedAndTheCauseIsKept() throws Exception {
    Reply reply = RawHttp.request("POST", "/carillon" + HOOK)
        .header("Upstash-Message-Id", "msg_7")
        .body(BODY)
        .to(server);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("content-type")).startsWith("application/problem+json");
    assertThat(reply.body())
        .isEqualTo("{\"type\":\"/problems/signature-refused\","
            + "\"title\":\"The signature was not accepted\",\"status\":401}");
    assertThat(refused)
        .containsExactly(new RefusedDelivery(
            NOON, HOOK, Sender.of("msg_7"), Cause.NO_SIGNATURE, Optional.empty()));
  }

  @Test
  void aBodyThatWasTamperedWithIsRefused() throws Exception {
    byte[] other = new String(BODY, UTF_8).replace("日", "月").getBytes(UTF_8);

    Reply reply = post(HOOK, PUBLIC_HOOK, BODY).body(other).to(server);

    assertThat(reply.status()).isEqualTo(401);
    String signed = TokenBuilder.hashOf(BODY).replace("=", "");
    String seen = TokenBuilder.hashOf(other).replace("=", "");
    assertThat(refused).singleElement().satisfies(refusal -> {
      assertThat(refusal.cause()).isEqualTo(Cause.BODY);
      assertThat(refusal.mismatch()).contains(new Mismatch(signed, seen));
    });
  }

  @Test
  void aTokenForAnotherRouteOpensNothing() throws Exception {
    Reply reply = post("/api/jobs/nightly", PUBLIC_HOOK, BODY).to(server);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(refused).extracting(RefusedDelivery::cause).containsExactly(Cause.URL);
  }

  @Test
  void twoSignaturesAreNone() throws Exception {
    String token = TokenBuilder.aToken(PUBLIC_HOOK, BODY, NOON).signedWith(KEY);

    Reply reply = post(HOOK, PUBLIC_HOOK, BODY)
        .header("upstash-signature", token) // another spelling, so both are sent
        .to(server);

    assertThat(reply.status()).isEqualTo(401);
  }

  @Test
  void noMethodButAReadPassesUnsigned() throws Exception {
    for (String method : List.of("PUT", "PATCH", "DELETE", "POST", "TRACE", "BREW")) {
      Reply reply = RawHttp.request(method, "/carillon/api/jobs/nightly").to(server);
      assertThat(reply.status()).as(method).isIn(401, 405, 501);
      assertThat(reply.body()).as(method).doesNotContain("worked");
    }
  }

  @Test
  void healthIsOpenAndUnsigned() throws Exception {
    Reply reply = RawHttp.request("GET", "/carillon/api/jobs/nightly").to(server);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("unsigned");
  }

  @Test
  void aReadThatIsSignedIsJudged() throws Exception {
    RawHttp.Request good = RawHttp.request("GET", "/carillon/api/jobs/nightly");
    good.header(
        "Upstash-Signature",
        TokenBuilder.aToken(jobUrl("nightly"), new byte[0], NOON).signedWith(KEY));
    RawHttp.Request bad = RawHttp.request("GET", "/carillon/api/jobs/nightly");
    bad.header("Upstash-Signature", "");

    assertThat(good.to(server).body()).isEqualTo("/api/jobs/nightly jwt_test Optional.empty");
    assertThat(bad.to(server).status()).isEqualTo(401);
  }

  @Test
  void aFilterThatSomebodyElseMapsLeavesNothingOpen() throws Exception {
    String url = "https://carillon.example/app/theirs/hook";

    assertThat(RawHttp.request("GET", "/carillon/theirs/hook").to(server).status())
        .isEqualTo(401);
    assertThat(post("/theirs/hook", url, "go".getBytes(UTF_8)).to(server).body())
        .isEqualTo("theirs go");
  }

  @Test
  void aBodyOfTheMostBytesIsTakenAndOneMoreIsNot() throws Exception {
    byte[] most = new byte[MOST];
    byte[] more = new byte[MOST + 1];

    assertThat(post(HOOK, PUBLIC_HOOK, most).to(server).status()).isEqualTo(200);
    assertThat(post(HOOK, PUBLIC_HOOK, more).to(server).status()).isEqualTo(413);
    assertThat(RawHttp.request("POST", "/carillon" + HOOK)
            .chunked(more, 1000)
            .to(server)
            .status())
        .isEqualTo(413);
  }

  @Test
  void aTooLargeBodyIsNotWaitedFor() throws Exception {
    try (RawHttp connection = RawHttp.open(server)) {
      connection.send(RawHttp.request("POST", "/carillon" + HOOK)
          .header("Content-Length", Integer.toString(MOST + 1))
          .header("Connection", "keep-alive")
          .head());

      Reply reply = connection.reply();

      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.header("connection")).isEqualTo("close");
    }
  }

  @Test
  void aBodyThatDoesNotComeInTimeIsGivenUp() throws Exception {
    try (RawHttp connection = RawHttp.open(server)) {
      connection
          .send(RawHttp.request("POST", "/carillon" + HOOK)
              .header("Content-Length", "100")
              .header("Connection", "keep-alive")
              .head())
          .send("{".getBytes(UTF_8));

      Reply reply = connection.reply();

      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.header("connection")).isEqualTo("close");
      assertThat(reply.body()).contains("/problems/slow-body");
    }
  }

  @Test
  void twentySlowSendersHoldNoThread() throws Exception {
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        slow.add(slowSender());
      }
      long before = System.nanoTime();

      Reply reply = post(HOOK, PUBLIC_HOOK, BODY).to(server);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
      for (RawHttp sender : slow) {
        assertThat(sender.reply().status()).isEqualTo(408);
      }
      assertThat(post(HOOK, PUBLIC_HOOK, BODY).to(server).status()).isEqualTo(200);
    } finally {
      for (RawHttp sender : slow) {
        sender.close();
      }
    }
  }

  private RawHttp slowSender() throws IOException {
    return RawHttp.open(server)
        .send(RawHttp.request("POST", "/carillon" + HOOK)
            .header("Content-Length", "5000")
            .header("Connection", "keep-alive")
            .head())
        .send("{".getBytes(UTF_8));
  }

  @Test
  void oneConnectionCarriesOneRequestAfterTheOther() throws Exception {
    RawHttp.Request first = post(HOOK, PUBLIC_HOOK, BODY).header("Connection", "keep-alive");
    RawHttp.Request second = post(HOOK, PUBLIC_HOOK, "second".getBytes(UTF_8));
    try (RawHttp connection = RawHttp.open(server)) {
      connection.send(first.head()).send(BODY).send(second.head()).send("second".getBytes(UTF_8));

      Reply both = connection.reply();

      assertThat(both.status()).isEqualTo(200);
      assertThat(both.body()).contains("HTTP/1.1 200").endsWith(" second");
    }
  }

  @Test
  void thirtyAtOnceAreAllAnsweredByThreeThreads() throws Exception {
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    ExecutorService callers = Executors.newFixedThreadPool(30);
    try {
      for (int i = 0; i < 30; i++) {
        byte[] body = ("number " + i).getBytes(UTF_8);
        replies.add(CompletableFuture.supplyAsync(() -> send(body), callers));
      }
      for (int i = 0; i < 30; i++) {
        assertThat(replies.get(i).get().body()).endsWith(" number " + i);
      }
    } finally {
      callers.shutdown();
    }
  }

  private Reply send(byte[] body) {
    try {
      return post(HOOK, PUBLIC_HOOK, body).to(server);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void aSenderWhoGoesAwayLeavesTheServerWell() throws Exception {
    slowSender().close();

    assertThat(post(HOOK, PUBLIC_HOOK, BODY).to(server).status()).isEqualTo(200);
    assertThat(refused).isEmpty();
  }

  @Test
  void whatIsRefusedStaysRefusedWhenItCannotBeRecorded() throws Exception {
    refusals = refusal -> {
      throw new IllegalStateException("the database is away");
    };

    Reply reply = RawHttp.request("POST", "/carillon" + HOOK).body(BODY).to(server);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body()).doesNotContain("database");
  }

  @Test
  void withoutAGateNothingPasses() throws Exception {
    try (TestServer bare = TestServer.start("", THREADS, context -> {
      TestServer.filter(context, "theirs", new SignatureFilter(), "/theirs/*");
      TestServer.servlet(context, new Theirs(), "/theirs/*");
    })) {
      Reply reply = RawHttp.request("POST", "/theirs/hook").body(BODY).to(bare);

      assertThat(reply.status()).isEqualTo(503);
    }
  }

  private static String jobUrl(String id) {
    return "https://carillon.example/app/api/jobs/" + id;
  }
}
