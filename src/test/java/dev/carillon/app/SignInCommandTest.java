package dev.carillon.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of somebody whose Tomcat is their own: no address is noted in the home. */
class SignInCommandTest {
  private static final String TOKEN = "a token of sixteen and more";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir
  Path home;

  private HttpServer tomcat;

  @BeforeEach
  void start() throws IOException {
    tomcat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tomcat.createContext("/bells/api/session/links", exchange -> {
      String sent = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] link = "{\"link\":\"http://here/bells/#sign-in=once\"}".getBytes(UTF_8);
      exchange.sendResponseHeaders(sent.equals("Bearer " + TOKEN) ? 201 : 401, link.length);
      exchange.getResponseBody().write(link);
      exchange.close();
    });
    tomcat.start();
  }

  @AfterEach
  void stop() {
    tomcat.stop(0);
  }

  @Test
  void itAsksTheServerWhoseAddressItIsTold() throws Exception {
    Files.writeString(home.resolve("admin-token"), TOKEN);

    assertThat(run(base("/bells/"))).isZero();

    assertThat(out.toString(UTF_8).strip()).isEqualTo("http://here/bells/#sign-in=once");
  }

  @Test
  void withoutAnAddressItSaysThatOneCanBeTold() throws Exception {
    Files.writeString(home.resolve("admin-token"), TOKEN);

    assertThat(run(Optional.empty())).isEqualTo(1);

    assertThat(err.toString(UTF_8))
        .contains("no server answers: no address is noted in " + home)
        .contains("put its address behind sign-in, like http://localhost:8080/carillon");
  }

  /** Under another user the home is another, and a token made there would open nothing. */
  @Test
  void withoutATokenItMakesNone() throws Exception {
    assertThat(run(base("/bells"))).isEqualTo(1);

    assertThat(err.toString(UTF_8)).contains("there is no admin token in " + home);
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void whatIsWrongIsTold() throws Exception {
    Files.writeString(home.resolve("admin-token"), "the token of another home");

    run(base("/bells"));
    assertThat(err.toString(UTF_8)).contains("the server has another admin token");
    run(base(""));
    assertThat(err.toString(UTF_8)).contains("does it end with the context path?");
    for (String wrong :
        List.of("localhost:8080", "http://my_tomcat:8080/carillon", "http://host/a|b")) {
      err.reset();
      assertThat(run(Optional.of(wrong))).isEqualTo(1);
      assertThat(err.toString(UTF_8)).contains("this is no address of a server");
    }
  }

  private Optional<String> base(String path) {
    return Optional.of("http://127.0.0.1:" + tomcat.getAddress().getPort() + path);
  }

  private int run(Optional<String> address) throws InterruptedException {
    return new SignInCommand(
            Map.of("CARILLON_HOME", home.toString()),
            address,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8))
        .call();
  }
}
