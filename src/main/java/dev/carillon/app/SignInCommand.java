package dev.carillon.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * {@code java -jar carillon.war sign-in [address]}: asks the running server for a new sign-in link
 * and prints it. It goes by the same settings as the server, so it is to be run by the same user in
 * the same place; the database stays with the server alone. Where the server answers is noted by
 * {@code java -jar}, or said by {@code APP_URL}; in a Tomcat of one's own it has to be told.
 */
public final class SignInCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PATH = "/api/session/links";

  private final Map<String, String> environment;
  private final Optional<String> address;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param environment of this process
   * @param address base URL of the server, with its context path; if empty it is looked up
   * @param out gets the link and nothing else
   * @param err gets what went wrong
   */
  public SignInCommand(
      Map<String, String> environment, Optional<String> address, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.address = address.map(given -> given.replaceFirst("/+$", ""));
    this.out = out;
    this.err = err;
  }

  /** Returns the exit status: 0, or 1 if there is no link. */
  @Override
  public Integer call() throws InterruptedException {
    try {
      return ask(Settings.read(Surroundings.ofCommand(environment)));
    } catch (RefusedSettingsException refused) {
      refused.mistakes().forEach(err::println);
      return 1;
    }
  }

  private int ask(Settings settings) throws InterruptedException {
    Home home = new Home(settings.home());
    Optional<URI> links = base(settings, home).flatMap(SignInCommand::links);
    if (links.isEmpty()) {
      return failed(
          address.isPresent()
              ? "this is no address of a server; write it like http://localhost:8080/carillon"
              : "no server answers: no address is noted in %s; is it running, with the same"
                      .formatted(settings.home())
                  + " CARILLON_HOME? In a Tomcat of your own, put its address behind sign-in, like"
                  + " http://localhost:8080/carillon");
    }
    if (settings.adminToken().isEmpty() && !home.has(Home.ADMIN_TOKEN)) {
      return failed("there is no admin token in " + settings.home() + "; run this as the user"
          + " of the server, with the same CARILLON_HOME or CARILLON_ADMIN_TOKEN");
    }
    return ask(links.get(), settings.adminToken().orElseGet(() -> home.secret(Home.ADMIN_TOKEN)));
  }

  private int ask(URI links, Secret token) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(links)
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token.value())
        .POST(HttpRequest.BodyPublishers.noBody())
        .build();
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    try {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return answer.statusCode() == 201 ? printed(answer.body()) : refused(answer.statusCode());
    } catch (IOException unreachable) {
      return failed(
          "no server answers at %s; is it running?".formatted(links.toString().replace(PATH, "")));
    }
  }

  private int printed(String body) throws IOException {
    out.println(new ObjectMapper().readTree(body).path("link").asText());
    return 0;
  }

  private int refused(int status) {
    return failed(
        switch (status) {
          case 401, 403 ->
            "the server has another admin token; run this as its user, with the same"
                + " CARILLON_HOME or CARILLON_ADMIN_TOKEN";
          case 404 -> "there is no Carillon at this address; does it end with the context path?";
          case 503 -> "the server is there, and is not ready; look into its log";
          default ->
            "what answers there is no Carillon, or an older one (status " + status
                + "); is the address right?";
        });
  }

  private int failed(String why) {
    err.println(why);
    return 1;
  }

  private Optional<String> base(Settings settings, Home home) {
    return address
        .or(home::address)
        .or(() -> settings.publicUrls().stream().map(URI::toString).findFirst());
  }

  private static Optional<URI> links(String base) {
    if (!base.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URI(base + PATH)).filter(it -> it.getHost() != null);
    } catch (URISyntaxException wrong) {
      return Optional.empty();
    }
  }
}
