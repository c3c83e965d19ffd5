package dev.carillon.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the server of the jar says to requests that no application of ours gets to see, with our
 * deployment descriptor and an application that does nothing.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestsTest {
  private static final CompletableFuture<URI> BASE = new CompletableFuture<>();

  private Server server;

  /** Stands where our start does; only asks to be told where it serves. */
  public static final class Idle implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      ServletContext context = event.getServletContext();
      context.setAttribute(Server.PORT, 0);
      context.setAttribute(Server.BIND, "127.0.0.1");
      context.setAttribute(
          Server.SERVING, (Consumer<String>) base -> BASE.complete(URI.create(base)));
    }
  }

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    Path inside = Files.createDirectories(directory.resolve("war/WEB-INF"));
    String ours = Files.readString(Path.of("webapp/WEB-INF/web.xml"));
    Files.writeString(
        inside.resolve("web.xml"), ours.replace("dev.carillon.app.Startup", Idle.class.getName()));
    server = new Server(directory.resolve("war"), directory.resolve("work"));
    var thread = new Thread(server, "server under test");
    thread.setDaemon(true);
    thread.start();
    BASE.get(30, TimeUnit.SECONDS);
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest(name = "{0} is {1} {2}")
  @CsvSource(delimiter = '|', textBlock = """
          GET /api/%zz HTTP/1.1                                | 400 | bad-request
          GET /api/%c0%ae HTTP/1.1                             | 400 | bad-request
          GET /api/a%00b HTTP/1.1                              | 400 | bad-request
          GET /api/a%2fb HTTP/1.1                              | 400 | bad-request
          GET /api/../../etc HTTP/1.1                          | 400 | bad-request
          GET /api/{a} HTTP/1.1                                | 400 | bad-request
          GET /api/a"b HTTP/1.1                                | 400 | bad-request
          GET /api/a b HTTP/1.1                                | 400 | bad-request
          GET /api/LONG HTTP/1.1                               | 400 | bad-request
          GET /api/runs HTTP/1.1\\r\\nX-Long: LONG             | 400 | bad-request
          GET /api/runs HTTP/1.1\\r\\nHost: b                  | 400 | bad-request
          GET /api/runs HTTP/1.1\\r\\nBad Header: 1            | 400 | bad-request
          POST /api/qstash/webhook HTTP/1.1\\r\\nContent-Length: many | 400 | bad-request
          POST /api/qstash/webhook HTTP/1.1\\r\\nContent-Length: -1 | 400 | bad-request
          POST /api/qstash/webhook HTTP/1.1\\r\\nContent-Length: 1\\r\\nContent-Length: 2 | 400 | bad-request
          POST /api/qstash/webhook HTTP/1.1\\r\\nTransfer-Encoding: gzip | 501 | bad-request
          TRACE /api/qstash/webhook HTTP/1.1                   | 405 | method-not-allowed
          BREW /api/qstash/webhook HTTP/1.1                    | 501 | method-not-allowed
          B{EW /api/qstash/webhook HTTP/1.1                    | 400 | bad-request
          GET /api/nothing HTTP/1.1                            | 404 | not-found
          GET /api HTTP/1.1                                    | 404 | not-found
          GET /WEB-INF/error HTTP/1.1                          | 404 | page
          GET /nothing HTTP/1.1                                | 404 | page
          GET /%zz HTTP/1.1                                    | 400 | page
          TRACE / HTTP/1.1                                     | 405 | page
          POST /index.html HTTP/1.1\\r\\nContent-Length: many  | 400 | page
          """)
  void whatIsMalformedIsAProblemOrAPageOfOurs(String head, int status, String type)
      throws IOException {
    String answer = answer(head.replace("\\r\\n", "\r\n").replace("LONG", "x".repeat(20_000)));

    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer).doesNotContain("Tomcat", "Apache", "Exception", "\tat ", "Server:");
    if (type.equals("page")) {
      assertThat(answer).contains("text/html").contains("lang=\"en\"").contains("lang=\"ru\"");
    } else {
      assertThat(answer).containsPattern("(?i)content-type: application/problem\\+json");
      assertProblem(body, status, type);
    }
  }

  private static void assertProblem(String body, int status, String type) throws IOException {
    String json = body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1);
    JsonNode problem = new ObjectMapper().readTree(json);
    assertThat(problem.get("type").asText()).isEqualTo("/problems/" + type);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("title").asText()).isNotBlank();
    assertThat(problem.get("detail").asText()).isNotBlank();
  }

  @Test
  void aMethodThatIsNotThereIsToldWithThoseThatAre() throws IOException {
    assertThat(answer("TRACE /api HTTP/1.1")).contains("Allow: ");
  }

  private static String answer(String head) throws IOException {
    String host = head.contains("Host: b") ? "Host: a" : "Host: localhost";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), BASE.join().getPort())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write((head + "\r\n" + host + "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
