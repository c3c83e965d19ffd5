package dev.carillon.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TunnelProbeTest {
  private static final URI BASE = URI.create("https://a.example/bells");

  @Test
  void theProcessThatAnswersWithOurOwnIdIsUs() {
    var asked = new URI[1];
    var probe = new TunnelProbe(url -> {
      asked[0] = url;
      return "{\"status\":\"UP\",\"instance\":\"one\"}";
    });

    assertThat(probe.leadsTo("one", BASE)).isTrue();
    assertThat(probe.leadsTo("on", BASE)).isFalse();
    assertThat(asked[0]).isEqualTo(URI.create("https://a.example/bells/health/live"));
  }

  @Test
  void nobodyIsNotUs() {
    var probe = new TunnelProbe(url -> {
      throw new IOException("connection refused");
    });

    assertThat(probe.leadsTo("one", BASE)).isFalse();
  }

  @Test
  void overHttpOnlyAnAnswerWithStatus200Counts() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/good", exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("\"one\"".getBytes(UTF_8));
      exchange.close();
    });
    server.createContext("/bad", exchange -> {
      exchange.sendResponseHeaders(503, 0);
      exchange.getResponseBody().write("\"one\"".getBytes(UTF_8));
      exchange.close();
    });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();

      assertThat(TunnelProbe.overHttp().leadsTo("one", URI.create(base + "/good")))
          .isTrue();
      assertThat(TunnelProbe.overHttp().leadsTo("one", URI.create(base + "/bad")))
          .isFalse();
    } finally {
      server.stop(0);
    }
  }
}
