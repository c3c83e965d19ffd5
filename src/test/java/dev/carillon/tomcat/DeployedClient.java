package dev.carillon.tomcat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Talks to a deployed WAR, as its administrator or as QStash. */
final class DeployedClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  DeployedClient(URI base) {
    this.base = base;
  }

  HttpResponse<String> put(String path, String yaml) throws Exception {
    return send(asAdmin(path)
        .header("Content-Type", "application/yaml")
        .PUT(HttpRequest.BodyPublishers.ofString(yaml)));
  }

  HttpResponse<String> putText(String path, String text) throws Exception {
    return send(asAdmin(path)
        .header("Content-Type", "text/plain")
        .PUT(HttpRequest.BodyPublishers.ofString(text)));
  }

  HttpResponse<String> delete(String path) throws Exception {
    return send(asAdmin(path).DELETE());
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return send(asAdmin(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  JsonNode get(String path) throws Exception {
    return JSON.readTree(send(asAdmin(path).GET()).body());
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder asAdmin(String path) throws IOException {
    Path token = Path.of(System.getProperty("tests.tomcat.home"), "admin-token");
    return to(path).header("Authorization", "Bearer " + Files.readString(token).strip());
  }
}
