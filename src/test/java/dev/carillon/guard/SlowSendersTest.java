package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.guard.RawHttp.Reply;
import dev.carillon.guard.WaitingRoom.Guests;
import dev.carillon.signature.Cause;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.TokenBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Large bodies, slow ones and many at once hold no thread. */
class SlowSendersTest extends SignedServer {
  @Test
  void aBodyOfTheMostBytesIsTakenAndOneMoreIsNot() throws Exception {
    byte[] most = new byte[MOST];
    byte[] more = new byte[MOST + 1];

    assertThat(post(HOOK, PUBLIC_HOOK, most).to(server).status()).isEqualTo(200);
    assertThat(post(HOOK, PUBLIC_HOOK, more).to(server).status()).isEqualTo(413);
    assertThat(signed(more).chunked(more, 1000).to(server).status()).isEqualTo(413);
  }

  @Test
  void aTooLargeBodyIsNotWaitedFor() throws Exception {
    try (RawHttp connection = RawHttp.open(server)) {
      connection.send(signed(new byte[MOST + 1])
          .header("Content-Length", Integer.toString(MOST + 1))
          .header("Connection", "keep-alive")
          .head());

      Reply reply = connection.reply();

      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.header("connection")).isEqualTo("close");
    }
  }

  /** Their bodies may come for longer than the test lasts: a thread that waited would not be back. */
  @Test
  void twentySlowSendersHoldNoThread() throws Exception {
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        slow.add(slowSender());
      }
      Reply reply = post(HOOK, PUBLIC_HOOK, BODY).to(server);

      assertThat(reply.status()).isEqualTo(200);
    } finally {
      for (RawHttp sender : slow) {
        sender.close();
      }
    }
  }

  /** Nothing of it is kept, however much it is: who has no signature is answered by the head alone. */
  @Test
  void theBodyOfWhoWillBeRefusedAnywayTakesNoRoom() throws Exception {
    fillAllBut(Guests.UNREAD);
    try {
      RawHttp.Request unsigned = RawHttp.request("POST", "/carillon" + HOOK).body(BODY);
      RawHttp.Request forged = RawHttp.request("POST", "/carillon" + HOOK)
          .header("Upstash-Signature", "a.b.c")
          .body(BODY);
      RawHttp.Request strange =
          post("/api/jobs/nightly", "https://elsewhere.example/api/jobs/nightly", BODY);

      assertThat(unsigned.to(server).status()).isEqualTo(401);
      assertThat(forged.to(server).status()).isEqualTo(401);
      assertThat(strange.to(server).status()).isEqualTo(401);
      assertThat(refused)
          .extracting(RefusedDelivery::cause)
          .containsExactly(Cause.NO_SIGNATURE, Cause.MALFORMED, Cause.URL);
      assertThat(post(HOOK, PUBLIC_HOOK, BODY).to(server).body()).contains("/problems/crowded");
    } finally {
      clearAll();
    }
  }

  @Test
  void aCrowdOfStrangersKeepsNothingOutThatIsSigned() throws Exception {
    fillAllBut(Guests.SIGNED);
    try {
      assertThat(post(HOOK, PUBLIC_HOOK, BODY).to(server).status()).isEqualTo(200);
    } finally {
      clearAll();
    }
  }

  private void fillAllBut(Guests lucky) {
    WaitingRoom full = new WaitingRoom(0, 0);
    EnumSet.complementOf(EnumSet.of(lucky))
        .forEach(each -> context.setAttribute(each.attribute(), full));
  }

  private void clearAll() {
    EnumSet.allOf(Guests.class).forEach(each -> context.removeAttribute(each.attribute()));
  }

  private static RawHttp.Request signed(byte[] body) {
    return RawHttp.request("POST", "/carillon" + HOOK)
        .header(
            "Upstash-Signature", TokenBuilder.aToken(PUBLIC_HOOK, body, NOON).signedWith(KEY));
  }

  private RawHttp slowSender() throws IOException {
    return RawHttp.open(server)
        .send(signed(new byte[5000])
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
}
