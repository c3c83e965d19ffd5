package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.signature.Cause;
import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signature.PublicUrls;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.SignatureRules;
import dev.carillon.signature.SignatureVerifier;
import dev.carillon.signature.SigningKeys;
import dev.carillon.signature.TokenBuilder;
import dev.carillon.signing.KeyRing;
import dev.carillon.signing.KeySource;
import dev.carillon.signing.KeyUses;
import dev.carillon.testing.SetClock;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.FakeQStash;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that are rotated while deliveries come, on a real Tomcat with few threads. */
@Timeout(180)
final class RotationTest {
  private static final String BASE = "https://carillon.example/app";
  private static final String HOOK = "/api/qstash/webhook";
  private static final int THREADS = 4;
  private static final Duration LONG = Duration.ofSeconds(60);

  private final SetClock clock = new SetClock(Instant.parse("2026-11-22T12:00:00Z"));
  private final FakeQStash qstash = FakeQStash.start(clock);
  private final List<RefusedDelivery> refused = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch answering = new CountDownLatch(1);
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
  private KeyRing ring;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    ring = new KeyRing(
        Optional.of(qstash.keys()), Optional.of(new Source()), keys -> true, new NoUses(), clock);
    qstash.patience(LONG);
    serve(LONG);
  }

  /** Lets nobody wait longer than that for keys that are read again. */
  private void serve(Duration patience) throws Exception {
    server = TestServer.start("/here", THREADS, context -> register(context, patience));
    qstash.reaches(BASE, URI.create("http://127.0.0.1:" + server.port() + "/here"));
  }

  @AfterEach
  void stop() throws Exception {
    answering.countDown();
    server.close();
    ring.stop();
    qstash.close();
  }

  private void register(ServletContext context, Duration patience) {
    context.setAttribute(
        SignatureGate.ATTRIBUTE,
        new SignatureGate(
            new SignatureVerifier(ring, PublicUrls.of(BASE), SignatureRules.STRICT),
            Optional.of(ring),
            refused::add,
            clock,
            BodyLimits.USUAL,
            patience));
    TestServer.filter(context, "signature", new SignatureFilter(), HOOK);
    TestServer.servlet(context, new Hook(), HOOK);
  }

  private static final class Hook extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getOutputStream().print("took " + request.getInputStream().readAllBytes().length);
    }
  }

  /** Asks the fake when it may. */
  private final class Source implements KeySource {
    @Override
    public SigningKeys read() {
      asked.incrementAndGet();
      meanwhile.getAndSet(() -> {}).run();
      try {
        answering.await();
      } catch (InterruptedException hurried) {
        throw new IllegalStateException(hurried);
      }
      return qstash.keys();
    }

    @Override
    public SigningKeys roll() {
      throw new UnsupportedOperationException("nobody rolls here");
    }
  }

  private static final class NoUses implements KeyUses {
    @Override
    public void saw(KeyFingerprint key, Instant at) {}

    @Override
    public Map<KeyFingerprint, Instant> lastSeen() {
      return Map.of();
    }
  }

  /** Each is tried once only: what is refused once is lost. */
  private void publish(int count) throws IOException {
    publish(count, 0);
  }

  private void publish(int count, int retries) throws IOException {
    for (int number = 0; number < count; number++) {
      var call = (HttpURLConnection)
          URI.create(qstash.url() + "/v2/publish/" + BASE + HOOK).toURL().openConnection();
      call.setRequestMethod("POST");
      call.setDoOutput(true);
      call.setRequestProperty("Authorization", "Bearer " + qstash.token());
      call.setRequestProperty("Upstash-Retries", String.valueOf(retries));
      call.getOutputStream().write(("number " + number).getBytes(UTF_8));
      assertThat(call.getResponseCode()).isIn(200, 201, 202);
    }
  }

  private void rotate() {
    SigningKeys before = qstash.keys();
    qstash.keys(new SigningKeys(before.next(), "sig_" + Instant.now().getNano() + before.next()));
  }

  private void assertAllDelivered(List<Attempt> attempts, int count) {
    assertThat(refused).isEmpty();
    assertThat(attempts).hasSize(count).allSatisfy(it -> assertThat(it.status()).isEqualTo(200));
    assertThat(qstash.dlq()).isEmpty();
  }

  @Test
  void oneRotationLosesNothingAndTheRingFollows() throws Exception {
    answering.countDown();
    publish(10);
    assertAllDelivered(qstash.deliverDueTogether(), 10);

    rotate();
    publish(30);

    assertAllDelivered(qstash.deliverDueTogether(), 30);
    Awaitility.await().untilAsserted(() -> assertThat(ring.now()).contains(qstash.keys()));
  }

  @Test
  void twoRotationsLoseNothingThoughAllKnowNeitherKey() throws Exception {
    rotate();
    rotate();
    publish(30);
    CompletableFuture<List<Attempt>> coming = CompletableFuture.supplyAsync(this::deliver);

    Awaitility.await().until(() -> asked.get() == 1);
    answering.countDown();

    assertAllDelivered(coming.get(), 30);
    assertThat(asked).hasValue(1);
  }

  @Test
  void rotationsInTheMiddleOfTheLoadLoseNothing() throws Exception {
    answering.countDown();
    qstash.runsByItself();

    for (int round = 1; round <= 6; round++) {
      int expected = 20 * round;
      publish(10);
      rotate();
      if (round % 2 == 0) {
        rotate();
      }
      publish(10);
      Awaitility.await().until(() -> qstash.attempts().size() == expected);
    }

    assertAllDelivered(qstash.attempts(), 120);
  }

  @Test
  void whatIsUnderWayWhenTheKeysChangeStillGetsIn() throws Exception {
    answering.countDown();
    String before = qstash.keys().current();
    byte[] body = "under way".getBytes(UTF_8);
    String token = TokenBuilder.aToken(BASE + HOOK, body, clock.instant()).signedWith(before);
    rotate();
    rotate();
    publish(1);
    assertAllDelivered(qstash.deliverDueTogether(), 1);

    assertThat(post(token, body)).isEqualTo(200);
    String later =
        TokenBuilder.aToken(BASE + HOOK, body, clock.instant().plusSeconds(40)).signedWith(before);
    clock.set(clock.instant().plusSeconds(40));
    assertThat(post(later, body)).as("signed after the key was dropped").isEqualTo(401);
    clock.set(clock.instant().plusSeconds(300));
    assertThat(post(token, body)).as("over").isEqualTo(401);
  }

  @Test
  void aMessageThatThreeRotationsOvertookIsAcceptedWhenItComesAgain() throws Exception {
    answering.countDown();
    rotate();
    rotate();
    publish(1, 1);
    // The key that signed it is dropped before the keys are read: it was never known here.
    meanwhile.set(this::rotate);

    List<Attempt> first = qstash.deliverDue();
    List<Attempt> again = qstash.deliverAt(clock.instant().plusSeconds(20));

    assertThat(first).extracting(Attempt::status).containsExactly(401);
    assertThat(ring.now()).contains(qstash.keys());
    assertThat(again).extracting(Attempt::status).containsExactly(200);
    assertThat(qstash.dlq()).isEmpty();
    assertThat(refused).hasSize(1);
  }

  @Test
  void aStrangerKeepsNobodyFromTheNewKeysForLongerThanTheirRetriesLast() throws Exception {
    answering.countDown();
    byte[] body = "forged".getBytes(UTF_8);
    String forged =
        TokenBuilder.aToken(BASE + HOOK, body, clock.instant()).signedWith("sig_of_a_stranger");
    assertThat(post(forged, body)).isEqualTo(401);
    assertThat(asked).as("the question of this minute").hasValue(1);
    rotate();
    rotate();
    publish(1, 2);

    List<Attempt> within = qstash.deliverAt(clock.instant().plusSeconds(59));
    List<Attempt> after = qstash.deliverAt(clock.instant().plusSeconds(300));

    assertThat(within).extracting(Attempt::status).containsExactly(401, 401);
    assertThat(after).extracting(Attempt::status).containsExactly(200);
    assertThat(asked).hasValue(2);
    assertThat(qstash.dlq()).isEmpty();
  }

  @Test
  void manyWhoWaitForTheKeysHoldNoThread() throws Exception {
    rotate();
    rotate();
    publish(5 * THREADS);
    CompletableFuture<List<Attempt>> coming = CompletableFuture.supplyAsync(this::deliver);
    Awaitility.await().until(() -> asked.get() == 1);

    byte[] body = "meanwhile".getBytes(UTF_8);
    SigningKeys known = ring.now().orElseThrow();
    String token =
        TokenBuilder.aToken(BASE + HOOK, body, clock.instant()).signedWith(known.current());
    assertThat(post(token, body)).isEqualTo(200);

    answering.countDown();
    assertAllDelivered(coming.get(), 5 * THREADS);
  }

  @Test
  void keysThatDoNotComeInTimeAreNotWaitedFor() throws Exception {
    server.close();
    serve(SignatureGate.PATIENCE);
    rotate();
    rotate();
    publish(1);

    List<Attempt> attempts = qstash.deliverDueTogether();

    assertThat(attempts).extracting(Attempt::status).containsExactly(401);
    assertThat(refused).singleElement().satisfies(refusal -> {
      assertThat(refusal.cause()).isEqualTo(Cause.SIGNATURE);
      assertThat(refusal.tried()).isEqualTo(ring.now().orElseThrow().fingerprints());
      assertThat(refusal.messageId()).isPresent();
    });
  }

  @Test
  void garbageMakesNobodyAsk() throws Exception {
    byte[] body = "garbage".getBytes(UTF_8);
    Instant now = clock.instant();
    String key = "sig_of_a_stranger";
    List<String> tokens = new ArrayList<>(List.of(
        "",
        "a.b.c",
        TokenBuilder.aToken(BASE + "/elsewhere", body, now).signedWith(key),
        TokenBuilder.aToken(BASE + HOOK, "other".getBytes(UTF_8), now).signedWith(key),
        TokenBuilder.aToken(BASE + HOOK, body, now.minusSeconds(900)).signedWith(key),
        TokenBuilder.aToken(BASE + HOOK, body, now).with("iss", "me").signedWith(key),
        TokenBuilder.aToken(BASE + HOOK, body, now).header("{\"alg\":\"none\"}").signedWith(key)));

    for (String token : tokens) {
      assertThat(post(token, body)).as(token).isEqualTo(401);
    }

    assertThat(asked).hasValue(0);
  }

  @Test
  void aStrangerWhoSignsAsQStashWouldMakesUsAskOnce() throws Exception {
    answering.countDown();
    byte[] body = "forged".getBytes(UTF_8);
    String token =
        TokenBuilder.aToken(BASE + HOOK, body, clock.instant()).signedWith("sig_of_a_stranger");

    for (int time = 0; time < 5; time++) {
      assertThat(post(token, body)).isEqualTo(401);
    }

    assertThat(asked).hasValue(1);
  }

  private int post(String token, byte[] body) throws IOException {
    return RawHttp.request("POST", "/here" + HOOK)
        .header("Upstash-Signature", token)
        .body(body)
        .to(server)
        .status();
  }

  private List<Attempt> deliver() {
    try {
      return qstash.deliverDueTogether();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }
}
