package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.guard.RawHttp.Reply;
import dev.carillon.signature.Cause;
import dev.carillon.signature.Mismatch;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.RefusedDelivery.Sender;
import dev.carillon.signature.TokenBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which requests the filter lets through, and what becomes of the others. */
class SignatureFilterTest extends SignedServer {
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
            + "\"title\":\"The signature was not accepted\",\"status\":401,"
            + "\"detail\":\"The log and the refusals of this server tell why.\"}");
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
