package dev.carillon.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The stream of events, read by a thread of its own. */
final class Listening implements AutoCloseable {
  private final StringBuffer heard = new StringBuffer();
  private final InputStream stream;

  Listening(HttpRequest.Builder request) throws Exception {
    stream = HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
        .body();
    new Thread(this::read, "listening").start();
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard.append(line).append('\n');
      }
    } catch (IOException closed) {
      heard.append("closed\n");
    }
  }

  void until(String text) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> heard.indexOf(text) >= 0);
  }

  String text() {
    return heard.toString();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
