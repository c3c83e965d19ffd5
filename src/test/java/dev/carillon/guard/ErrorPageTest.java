package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ErrorPageTest {
  /** Includes the error page, as the container does when an answer has begun already. */
  private static final class Begun extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient AtomicReference<Optional<Exception>> broke = new AtomicReference<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      response.getOutputStream().write("begun".getBytes(UTF_8));
      response.flushBuffer();
      try {
        request.getRequestDispatcher("/error").include(request, response);
        broke.set(Optional.empty());
      } catch (ServletException | IOException | RuntimeException thrown) {
        broke.set(Optional.of(thrown));
      }
    }
  }

  @Test
  void anAnswerThatHasBegunIsLeftAlone() throws Exception {
    Begun begun = new Begun();
    try (TestServer server = TestServer.start("", 4, context -> {
      TestServer.servlet(context, begun, "/begun");
      TestServer.servlet(context, new ErrorPage(), "/error");
    })) {
      assertThat(server.send("GET", "/begun", "").body()).isEqualTo("begun");
      assertThat(begun.broke.get()).isEmpty();

      assertThat(server.send("GET", "/error", "").statusCode())
          .as("where nothing was said yet")
          .isEqualTo(404);
    }
  }
}
