package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import dev.carillon.access.InMemorySessionStore;
import dev.carillon.access.SecretHash;
import dev.carillon.access.SignIn;
import dev.carillon.guard.RawHttp.Reply;
import dev.carillon.rest.RequestTooLargeMapper;
import dev.carillon.rest.SessionResource;
import dev.carillon.rest.SignInProblemMapper;
import dev.carillon.signature.PublicUrls;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is open to everybody stays open, whatever strangers announce and do not send: the server has
 * three threads, and a body that one of them waited for would not come before the test is over.
 */
@Timeout(60)
class SlowStrangersTest {
  private static final String TOKEN = "an admin token of decent length";
  private static final int SEATS = 12;
  private static final int ROOM = 5_000;
  private static final int MOST = 2_000;
  private static final BodyLimits PATIENT = new BodyLimits(MOST, Duration.ofMinutes(10));

  private final List<RawHttp> senders = new ArrayList<>();
  private final WaitingRoom room = new WaitingRoom(SEATS, ROOM);
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start("/carillon", 3, this::register);
  }

  @AfterEach
  void stop() throws Exception {
    for (RawHttp sender : senders) {
      sender.close();
    }
    server.close();
  }

  private void register(ServletContext context) {
    context.setAttribute(WaitingRoom.Guests.STRANGERS.attribute(), room);
    SignIn signIn = new SignIn(
        new InMemorySessionStore(),
        SecretHash.of(TOKEN),
        Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    TestServer.filter(context, "paths", new PlainPathFilter(), "/*");
    TestServer.filter(context, "limit", new BodyLimitFilter(5L * MOST), "/*");
    TestServer.filter(context, "signature", new SignatureFilter(true), "/api/jobs/*");
    TestServer.filter(context, "access", new AccessFilter(signIn, PublicUrls.of()), "/*");
    TestServer.filter(context, "whole-body", new WholeBodyFilter(PATIENT, PATIENT), "/*");
    TestServer.filter(context, "assets", new AssetsFilter(), "/*");
    TestServer.jersey(
        context,
        new Health(),
        new Job(),
        new SessionResource(signIn, PublicUrls.of()),
        new SignInProblemMapper(),
        new RequestTooLargeMapper(),
        new JacksonJsonProvider());
  }

  /** Open like ours. */
  @Path("health/live")
  public static final class Health {
    @GET
    public String live() {
      return "alive";
    }
  }

  /** Open like ours. */
  @Path("api/jobs/{id}")
  public static final class Job {
    @GET
    public String health(@PathParam("id") String id) {
      return id;
    }
  }

  @Test
  void whoSignsInSlowlyHoldsNoThread() throws Exception {
    for (int i = 0; i < SEATS; i++) {
      send("POST", "/api/session", 100).send("{".getBytes(UTF_8));
    }

    assertIsServing();
  }

  /** The connection is closed: what would still come could not be told from the next request. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/live",
        "/js/app.js",
        "/js/none.js",
        "/assets/0/js/app.js",
        "/api/jobs/x",
        "/",
        "/favicon.ico"
      })
  void aBodyThatNobodyReadsIsNotWaitedFor(String path) throws Exception {
    Reply usual = RawHttp.request("GET", "/carillon" + path).to(server);

    for (int i = 0; i < 4; i++) {
      Reply reply = send("GET", path, 100).send("{".getBytes(UTF_8)).reply();

      assertThat(reply.status()).isEqualTo(usual.status());
      assertThat(reply.body()).isEqualTo(usual.body());
      assertThat(reply.header("connection")).isEqualTo("close");
    }
    assertIsServing();
  }

  @Test
  void neitherIsOneThatTellsNoLength() throws Exception {
    for (int i = 0; i < 4; i++) {
      RawHttp.Request endless = RawHttp.request("GET", "/carillon/health/live")
          .header("Connection", "keep-alive")
          .header("Transfer-Encoding", "chunked");

      assertThat(open().send(endless.head()).reply().body()).isEqualTo("alive");
    }
  }

  @Test
  void aBodyThatComesInPiecesSignsIn() throws Exception {
    byte[] body = ("{\"token\":\"" + TOKEN + "\"}").getBytes(UTF_8);
    RawHttp.Request request =
        RawHttp.request("POST", "/carillon/api/session").header("Content-Type", "application/json");

    assertThat(request.chunked(body, 5).to(server).status()).isEqualTo(201);
  }

  @Test
  void aBodyThatIsTooLargeIsNotKept() throws Exception {
    RawHttp.Request request =
        RawHttp.request("POST", "/carillon/api/session").header("Content-Type", "application/json");

    assertThat(request.body(new byte[MOST + 1]).to(server).status()).isEqualTo(413);
    assertThat(request.chunked(new byte[MOST + 1], 100).to(server).status()).isEqualTo(413);
  }

  @Test
  void whereTooManyWaitTheNextIsSentAwayUntilOneOfThemIsDone() throws Exception {
    WaitingRoom.Seat last = room.enter().orElseThrow();
    for (int i = 1; i < SEATS; i++) {
      room.enter().orElseThrow();
    }
    Reply sentAway = send("POST", "/api/session", 2).reply();

    assertThat(sentAway.status()).isEqualTo(503);
    assertThat(sentAway.body()).contains("/problems/crowded");
    assertThat(sentAway.header("connection")).isEqualTo("close");
    assertThat(sentAway.header("retry-after")).isEqualTo("10");
    assertIsServing();

    last.leave();
    assertThat(signIn().status()).isEqualTo(201);
    assertThat(signIn().status()).isEqualTo(201);
  }

  @Test
  void whereTooMuchIsKeptNoMoreIsTaken() throws Exception {
    WaitingRoom.Seat other = room.enter().orElseThrow();
    assertThat(other.keep(ROOM)).isTrue();

    assertThat(signIn().body()).contains("/problems/crowded");

    other.leave();
    assertThat(signIn().status()).isEqualTo(201);
  }

  @Test
  void whoGoesAwayMakesRoom() throws Exception {
    for (int i = 1; i < SEATS; i++) {
      room.enter().orElseThrow();
    }
    send("POST", "/api/session", 100).send("{".getBytes(UTF_8)).close();

    Awaitility.await()
        .atMost(Duration.ofSeconds(50))
        .untilAsserted(() -> assertThat(signIn().status()).isEqualTo(201));
  }

  private Reply signIn() throws IOException {
    return RawHttp.request("POST", "/carillon/api/session")
        .header("Content-Type", "application/json")
        .body("{\"token\":\"" + TOKEN + "\"}")
        .to(server);
  }

  private void assertIsServing() throws IOException {
    Reply alive = RawHttp.request("GET", "/carillon/health/live").to(server);

    assertThat(alive.status()).isEqualTo(200);
    assertThat(alive.body()).isEqualTo("alive");
  }

  private RawHttp send(String method, String path, int announced) throws IOException {
    return open()
        .send(RawHttp.request(method, "/carillon" + path)
            .header("Content-Type", "application/json")
            .header("Content-Length", Integer.toString(announced))
            .header("Connection", "keep-alive")
            .head());
  }

  private RawHttp open() throws IOException {
    RawHttp sender = RawHttp.open(server);
    senders.add(sender);
    return sender;
  }
}
