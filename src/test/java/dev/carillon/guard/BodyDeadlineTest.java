package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.guard.RawHttp.Reply;
import dev.carillon.signature.TokenBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A body has its time, and then it is given up. */
class BodyDeadlineTest extends SignedServer {
  @Override
  Duration patience() {
    return Duration.ofMillis(300);
  }

  @Test
  void aBodyThatDoesNotComeInTimeIsGivenUp() throws Exception {
    try (RawHttp connection = RawHttp.open(server)) {
      connection
          .send(RawHttp.request("POST", "/carillon" + HOOK)
              .header(
                  "Upstash-Signature",
                  TokenBuilder.aToken(PUBLIC_HOOK, BODY, NOON).signedWith(KEY))
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
}
