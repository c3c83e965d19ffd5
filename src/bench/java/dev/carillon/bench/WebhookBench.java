package dev.carillon.bench;

import static dev.carillon.signature.TokenBuilder.aToken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.boot.RunningWar;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a signed webhook costs, beside a bare Jersey resource of the same Tomcat: one request after
 * the other, the kinds in turn, medians.
 */
class WebhookBench {
  private static final String KEY = "sig_benchCurrent0123456789abcdefgh";
  private static final String PUBLIC = "https://carillon.example";
  private static final String ROUTE = "api/jobs/bench";
  private static final int WARM_UP = 200;
  private static final int COUNTED = 600;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void aSignedWebhookBesideABareResource(@TempDir Path directory) throws Exception {
    try (RunningWar war = RunningWar.in(directory)
        .with("APP_ENV", "development")
        .with("CARILLON_ENGINE", "local")
        .with("APP_URL", PUBLIC)
        .with("QSTASH_CURRENT_SIGNING_KEY", KEY)
        .with("QSTASH_NEXT_SIGNING_KEY", "sig_benchNextKey0123456789abcdefgh")
        .start()) {
      String workflow =
          "{\"document\":{\"dsl\":\"1.0.3\",\"namespace\":\"bench\",\"name\":\"bench\","
              + "\"version\":\"1.0.0\"},\"do\":[{\"one\":{\"set\":{\"a\":1}}}]}";
      assertThat(war.asAdmin("PUT", "api/workflows/bench", workflow).statusCode())
          .isEqualTo(201);
      String known = "msg_known";
      deliver(war, known, KEY);
      report(List.of(
          new Kind("a bare Jersey resource", 200, () -> get(war, "health/live")),
          new Kind(
              "refused: a wrong key", 401, () -> deliver(war, message(), "sig_" + "x".repeat(30))),
          new Kind("a message that is known", 200, () -> deliver(war, known, KEY)),
          new Kind(
              "a run of one step, answered when done", 200, () -> deliver(war, message(), KEY))));
    }
  }

  private record Kind(String name, int status, Callable<Integer> request) {
    long nanos() throws Exception {
      long start = System.nanoTime();
      int answered = request.call();
      long taken = System.nanoTime() - start;
      assertThat(answered).isEqualTo(status);
      return taken;
    }
  }

  private static String message() {
    return "msg_" + UUID.randomUUID();
  }

  /** In turn, so that whatever else the machine does falls on all kinds alike. */
  private static void report(List<Kind> kinds) throws Exception {
    long[][] nanos = new long[kinds.size()][COUNTED];
    for (int round = -WARM_UP; round < COUNTED; round++) {
      for (int kind = 0; kind < kinds.size(); kind++) {
        long taken = kinds.get(kind).nanos();
        if (round >= 0) {
          nanos[kind][round] = taken;
        }
      }
    }
    double bare = median(nanos[0]);
    for (int kind = 0; kind < kinds.size(); kind++) {
      double median = median(nanos[kind]);
      System.out.printf(
          "%-40s %8.2f ms %6.1f x%n", kinds.get(kind).name(), median / 1e6, median / bare);
    }
  }

  private static long median(long[] figures) {
    Arrays.sort(figures);
    return figures[figures.length / 2];
  }

  private int get(RunningWar war, String path) throws Exception {
    return client
        .send(HttpRequest.newBuilder(war.uri(path)).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private int deliver(RunningWar war, String message, String key) throws Exception {
    String body = "{\"n\":1}";
    String token = aToken(PUBLIC + "/" + ROUTE, body.getBytes(UTF_8), Instant.now())
        .with("jti", "jwt_" + UUID.randomUUID())
        .signedWith(key);
    return client
        .send(
            HttpRequest.newBuilder(war.uri(ROUTE))
                .header("Upstash-Signature", token)
                .header("Upstash-Message-Id", message)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
