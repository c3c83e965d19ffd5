package dev.carillon.qstash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.testing.TargetServer;
import dev.carillon.testing.TestKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wire over TLS, as QStash has it: whom nobody vouches for gets neither token nor request. */
class TlsLineTest {
  private static final Ask ASK = Ask.of("GET", "/v2/keys");
  private static SSLContext ours;
  private static SSLContext others;
  private static TargetServer good;
  private static TargetServer other;

  @BeforeAll
  static void open(@TempDir Path one, @TempDir Path two) throws Exception {
    ours = TestKeys.of(one, "localhost");
    others = TestKeys.of(two, "other.example");
    good = TargetServer.thatAnswersOverTls(ours, 200, "{}");
    other = TargetServer.thatAnswersOverTls(others, 200, "{}");
  }

  @AfterAll
  static void close() {
    good.close();
    other.close();
  }

  private static Line line(TargetServer server, SSLContext trust) {
    URI root = URI.create("https://localhost:" + server.port());
    return new Line(new QStashAccount(root, "token"), QStashLimits.standard(), () -> trust);
  }

  @Test
  void aTrustedServerIsAskedWithTheToken() throws Exception {
    try (Line line = line(good, ours)) {
      Reply reply = line.exchange(ASK, Duration.ofSeconds(60));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(good.requests().get(0).line()).isEqualTo("GET /v2/keys HTTP/1.1");
      assertThat(good.requests().get(0).header("Authorization")).isEqualTo("Bearer token");
    }
  }

  @Test
  void aCertificateThatNobodyKnowsGetsNothing() {
    try (Line line = line(other, SSLContexts.createDefault())) {
      assertRefused(line);
    }
  }

  @Test
  void aCertificateOfAnotherHostGetsNothing() {
    try (Line line = line(other, others)) {
      assertRefused(line);
    }
  }

  private static void assertRefused(Line line) {
    assertThatThrownBy(() -> line.exchange(ASK, Duration.ofSeconds(60)))
        .isInstanceOfSatisfying(
            BrokenLineException.class, broken -> assertThat(broken.isSent()).isFalse())
        .hasMessageStartingWith("TLS: ");
    assertThat(other.requests()).isEmpty();
  }
}
