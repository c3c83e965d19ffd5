package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.scheduling.Neighbour.Sign;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class HttpNeighbourTest {
  private static Optional<Sign> told(TunnelProbe.Fetch fetch) {
    return new HttpNeighbour(fetch).at("https://former.example/app");
  }

  @Test
  void whoTellsWhoItIsIsRead() {
    assertThat(told(uri -> {
          assertThat(uri).hasToString("https://former.example/app/health/live");
          return "{\"status\":\"ok\",\"installation\":\"i\",\"instance\":\"n\",\"beats\":7}";
        }))
        .contains(new Sign("i", "n", 7));
  }

  @Test
  void whatTellsNothingIsNobodyYet() {
    for (String answer :
        List.of("", "<h1>Maintenance</h1>", "{}", "[1]", "{\"installation\":\"\"}")) {
      assertThat(told(uri -> answer)).as(answer).isEmpty();
    }
    for (IOException trouble : List.of(
        new ConnectException("refused"),
        new UnknownHostException("former.example"),
        new SocketTimeoutException("slow"),
        new SSLHandshakeException("expired"),
        new IOException("HTTP 503"))) {
      assertThat(told(uri -> {
            throw trouble;
          }))
          .as(trouble.toString())
          .isEmpty();
    }
  }
}
