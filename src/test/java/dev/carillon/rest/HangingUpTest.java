package dev.carillon.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.guard.TestServer;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that has enough of an answer before its end breaks nothing here. */
@Timeout(60)
class HangingUpTest {
  private static final String LONG = "bell ".repeat(20_000);

  private final CountDownLatch answered = new CountDownLatch(1);

  /** Answers more than fits between it and a client that does not read. */
  @Path("api/endless")
  public static final class Endless {
    /** Shows 30 MB. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public View show() {
      return View.of().all("items", Collections.nCopies(300, View.of().text("text", LONG)));
    }
  }

  private void register(ServletContext context) {
    TestServer.filter(
        context,
        "answered",
        (request, response, chain) -> {
          try {
            chain.doFilter(request, response);
          } finally {
            answered.countDown();
          }
        },
        "/*");
    TestServer.jersey(
        context, new JsonProvider(), new ProblemMapper(), new UnreadAnswers(), new Endless());
  }

  @Test
  void nobodyIsToldOfAClientThatHangsUpInTheMiddleOfAnAnswer() throws Exception {
    List<String> lines = new ArrayList<>();
    try (LogTail ours = LogTail.of("dev.carillon.rest");
        LogTail jerseys = LogTail.of("org.glassfish.jersey");
        LogTail containers = LogTail.of("org.apache.catalina.core.ContainerBase")) {
      try (TestServer server = TestServer.start("", 3, this::register)) {
        hangUp(server);
        answered.await();
      }
      Stream.of(ours, jerseys, containers).forEach(it -> lines.addAll(it.lines()));
    }

    assertThat(lines).isEmpty();
  }

  private static void hangUp(TestServer server) throws Exception {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.setSoLinger(true, 0);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      socket
          .getOutputStream()
          .write("GET /api/endless HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
  }
}
