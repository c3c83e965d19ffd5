package dev.carillon.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.guard.RawHttp.Reply;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BodyLimitFilterTest {
  private static final int MOST = 10_000;

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start("", 3, context -> {
      TestServer.filter(context, "limit", new BodyLimitFilter(MOST), "/*");
      TestServer.servlet(context, new Counting(), "/count");
      TestServer.servlet(context, new Reading(), "/read");
    });
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** Says how many bytes came. */
  private static final class Counting extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getOutputStream().print(request.getInputStream().readAllBytes().length);
    }
  }

  /** Says how many letters came. */
  private static final class Reading extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      long letters = request.getReader().lines().mapToInt(String::length).sum();
      response.getOutputStream().print(letters);
    }
  }

  @Test
  void aBodyOfTheMostBytesComesIn() throws Exception {
    assertThat(announced("/count", MOST).body()).isEqualTo("10000");
    assertThat(chunked("/count", MOST).body()).isEqualTo("10000");
    assertThat(chunked("/read", MOST).body()).isEqualTo("10000");
  }

  @Test
  void oneMoreDoesNot() throws Exception {
    assertThat(announced("/count", MOST + 1).status()).isEqualTo(413);
    assertThat(chunked("/count", MOST + 1).status()).isEqualTo(413);
  }

  @Test
  void whatIsTooLargeIsAProblem() throws Exception {
    assertThat(chunked("/count", 5 * MOST).body()).contains("/problems/too-large");
    assertThat(announced("/count", 5 * MOST).body()).contains("/problems/too-large");
  }

  private Reply announced(String path, int size) throws IOException {
    return RawHttp.request("POST", path).body(new byte[size]).to(server);
  }

  private Reply chunked(String path, int size) throws IOException {
    return RawHttp.request("POST", path).chunked(new byte[size], 999).to(server);
  }
}
