package dev.carillon.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.scheduling.Neighbour;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Asks a public URL's {@code /health/live} who is there. That nobody says is not known by one
 * question: it is asked again. */
final class HttpNeighbour implements Neighbour {
  private final TunnelProbe.Fetch fetch;
  private final ObjectMapper json = new ObjectMapper();

  HttpNeighbour(TunnelProbe.Fetch fetch) {
    this.fetch = fetch;
  }

  @Override
  public Optional<Sign> at(String url) {
    try {
      return sign(json.readTree(fetch.get(URI.create(url + "/health/live"))));
    } catch (IOException | IllegalArgumentException notNow) {
      return Optional.empty();
    }
  }

  private static Optional<Sign> sign(JsonNode told) {
    String installation = told.path("installation").asText("");
    String instance = told.path("instance").asText("");
    return installation.isEmpty() || instance.isEmpty()
        ? Optional.empty()
        : Optional.of(new Sign(installation, instance, told.path("beats").asLong(0)));
  }
}
