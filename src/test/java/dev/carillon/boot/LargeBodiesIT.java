package dev.carillon.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No route reads a body of twenty megabytes, whether it is announced or comes in chunks. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeBodiesIT {
  private static final long ANNOUNCED = 20L << 20;
  private static final int CHUNK = 1 << 16;

  private RunningWar war;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    war = RunningWar.in(directory).start();
  }

  @AfterAll
  void stop() {
    war.close();
  }

  static List<RouteList.Route> routes() throws Exception {
    List<RouteList.Route> routes = RouteList.withBodies();
    assertThat(routes).hasSizeGreaterThan(8);
    return routes;
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whatIsTooLargeIsAProblem(RouteList.Route route) throws IOException {
    assertThat(answer(route, "Content-Length: " + ANNOUNCED, false))
        .satisfies(it -> isTooLarge(it));
    assertThat(answer(route, "Transfer-Encoding: chunked", true)).satisfies(it -> isTooLarge(it));
  }

  private static void isTooLarge(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 413 ")
        .containsPattern("(?i)content-type: application/problem\\+json")
        .contains("/problems/too-large", "\"status\":413", "\"detail\":");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/js/app.js", "/api/jobs/none"})
  void whatIsAnnouncedWhereNothingReadsItIsNotWaitedFor(String path) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), war.uri("").getPort())) {
      socket.setSoTimeout(60_000);
      String head = "GET %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n";
      socket.getOutputStream().write(head.formatted(path).getBytes(ISO_8859_1));

      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 ")
          .contains("Connection: close");
    }
  }

  /** Sends a little more than any route takes, as the beginning of much more, and waits. */
  private String answer(RouteList.Route route, String length, boolean chunked) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), war.uri("").getPort())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      String head = "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
          .formatted(route.method(), route.path(), war.adminToken());
      out.write(
          (head + "Content-Type: application/json\r\n" + length + "\r\n\r\n").getBytes(ISO_8859_1));
      send(out, chunked);
      byte[] answer = new byte[8192];
      int read = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, read), ISO_8859_1);
    }
  }

  private static void send(OutputStream out, boolean chunked) throws IOException {
    byte[] blanks = " ".repeat(CHUNK).getBytes(ISO_8859_1);
    try {
      for (int sent = 0; sent <= 2 << 20; sent += CHUNK) {
        if (chunked) {
          out.write("10000\r\n".getBytes(ISO_8859_1));
        }
        out.write(blanks);
        if (chunked) {
          out.write("\r\n".getBytes(ISO_8859_1));
        }
      }
      out.flush();
    } catch (SocketException answered) {
      // It wants no more; what it said is there to be read.
    }
  }
}
