package dev.carillon.bench;

import static dev.carillon.signature.TokenBuilder.aToken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.carillon.boot.RunningWar;
import dev.carillon.testing.Together;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of signed messages come while no run can end: each is answered 202 and is a row, and the
 * server needs no more memory and no more threads for ten thousand of them than for two. Then the runs
 * may end, and each does, once.
 */
class FloodBench {
  private static final String KEY = "sig_benchCurrent0123456789abcdefgh";
  private static final String PUBLIC = "https://carillon.example";
  private static final String ROUTE = "api/jobs/flood";
  private static final int FEW = 2_000;
  private static final int MANY = 10_000;
  private static final int SENDERS = 32;
  private static final Pattern THREADS = Pattern.compile("(?m)^\"");
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final String INPUT = "{\"text\":\"" + "x".repeat(10_000) + "\"}";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void tenThousandMessagesWhileNoRunCanEnd(@TempDir Path directory) throws Exception {
    HttpServer held = held();
    try (RunningWar war = RunningWar.in(directory)
        .with("APP_ENV", "development")
        .with("CARILLON_ENGINE", "local")
        .with("CARILLON_OUTBOUND", "any")
        .with("CARILLON_WEBHOOK_HOLD", "1s")
        .with("CARILLON_HTTP_TIMEOUT", "30m")
        .with("APP_URL", PUBLIC)
        .with("QSTASH_CURRENT_SIGNING_KEY", KEY)
        .with("QSTASH_NEXT_SIGNING_KEY", "sig_benchNextKey0123456789abcdefgh")
        .withOption("-Xmx256m")
        .start()) {
      save(war, held.getAddress().getPort());

      flood(war, FEW);
      Size few = Size.of(war);
      flood(war, MANY - FEW);
      Size many = Size.of(war);

      mayEnd.countDown();
      long nanos = System.nanoTime();
      await().atMost(Duration.ofMinutes(20)).until(() -> keys.size() == MANY);
      nanos = System.nanoTime() - nanos;
      assertThat(calls).hasValue(MANY);
      System.out.printf(
          "heap of 256 MB, inputs of 10 kB: with %d runs waiting %s, with %d %s; then %.0f runs a"
              + " second, each once%n",
          FEW, few, MANY, many, MANY / (nanos / 1e9));
    } finally {
      mayEnd.countDown();
      held.stop(0);
    }
  }

  private HttpServer held() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
    return server;
  }

  private void answer(HttpExchange call) {
    try (call) {
      call.getRequestBody().readAllBytes();
      mayEnd.await();
      keys.add(call.getRequestHeaders().getFirst("Idempotency-Key"));
      calls.incrementAndGet();
      call.sendResponseHeaders(204, -1);
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void save(RunningWar war, int port) throws Exception {
    String workflow = "{\"document\":{\"dsl\":\"1.0.3\",\"namespace\":\"bench\",\"name\":\"flood\","
        + "\"version\":\"1.0.0\"},\"do\":[{\"tell\":{\"call\":\"http\",\"with\":{\"method\":\"post\","
        + "\"endpoint\":\"http://127.0.0.1:" + port + "/\",\"body\":{\"n\":1}}}}]}";
    assertThat(war.asAdmin("PUT", "api/workflows/flood", workflow).statusCode()).isEqualTo(201);
  }

  private void flood(RunningWar war, int messages) throws Exception {
    List<List<Integer>> statuses = Together.call(SENDERS, sender -> () -> {
      List<Integer> answered = new ArrayList<>();
      for (int number = sender; number < messages; number += SENDERS) {
        answered.add(deliver(war));
      }
      return answered;
    });
    assertThat(statuses.stream().flatMap(List::stream)).hasSize(messages).containsOnly(202);
  }

  private int deliver(RunningWar war) throws Exception {
    String token = aToken(PUBLIC + "/" + ROUTE, INPUT.getBytes(UTF_8), Instant.now())
        .with("jti", "jwt_" + UUID.randomUUID())
        .signedWith(KEY);
    return client
        .send(
            HttpRequest.newBuilder(war.uri(ROUTE))
                .header("Upstash-Signature", token)
                .header("Upstash-Message-Id", "msg_" + UUID.randomUUID())
                .POST(HttpRequest.BodyPublishers.ofString(INPUT))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** What a process holds, as the JVM's own tool tells it after a collection. */
  private record Size(long megabytes, long threads) {
    static Size of(RunningWar war) throws Exception {
      ask(war, "GC.run");
      Matcher used = USED.matcher(ask(war, "GC.heap_info"));
      assertThat(used.find()).isTrue();
      return new Size(
          Long.parseLong(used.group(1)) >> 10,
          THREADS.matcher(ask(war, "Thread.print")).results().count());
    }

    private static String ask(RunningWar war, String command) throws Exception {
      Process tool = new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
              Long.toString(war.handle().pid()),
              command)
          .redirectErrorStream(true)
          .start();
      String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
      assertThat(tool.waitFor()).as(said).isZero();
      return said;
    }

    @Override
    public String toString() {
      return megabytes + " MB and " + threads + " threads";
    }
  }
}
