package dev.carillon.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * {@code java -jar carillon.war sign-in}: asks the running server for a new sign-in link and prints
 * it. It goes by the same settings as the server, so it is to be run by the same user in the same
 * place; the database stays with the server alone.
 */
public final class SignInCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param environment of this process
   * @param out gets the link and nothing else
   * @param err gets what went wrong
   */
  public SignInCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Returns the exit status: 0, or 1 if there is no link. */
  @Override
  public Integer call() throws InterruptedException {
    try {
      Settings settings = Settings.read(Surroundings.ofCommand(environment));
      HttpResponse<String> answer = ask(settings);
      if (answer.statusCode() / 100 == 2) {
        out.println(new ObjectMapper().readTree(answer.body()).path("link").asText());
        return 0;
      }
      err.println("the server refused with status " + answer.statusCode());
    } catch (RefusedSettingsException refused) {
      refused.mistakes().forEach(err::println);
    } catch (IOException unreachable) {
      err.println("no server answers; is it running, with the same CARILLON_HOME?");
    }
    return 1;
  }

  private static HttpResponse<String> ask(Settings settings)
      throws IOException, InterruptedException {
    Home home = new Home(settings.home());
    Secret token = settings.adminToken().orElseGet(() -> home.secret(Home.ADMIN_TOKEN));
    String base = home.address()
        .or(() -> settings.publicUrls().stream().map(URI::toString).findFirst())
        .orElseThrow(() -> new IOException("no address is known"));
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/session/links"))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token.value())
        .POST(HttpRequest.BodyPublishers.noBody())
        .build();
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
