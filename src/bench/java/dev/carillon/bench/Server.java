package dev.carillon.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A running server as somebody with its token reaches it.
 *
 * @param base its address, without a slash at the end
 */
record Server(String base, String token) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Returns what a path of the API answers. */
  String get(String path) {
    return send(request(path));
  }

  /** Runs a workflow now. */
  void run(String workflow) {
    send(request("workflows/" + workflow + "/runs").POST(BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + "/api/" + path))
        .header("Authorization", "Bearer " + token);
  }

  private static String send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
