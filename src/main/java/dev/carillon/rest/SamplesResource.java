package dev.carillon.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Definitions to begin with. */
@Path("api/samples")
@Produces(MediaType.APPLICATION_JSON)
public final class SamplesResource {
  private final Map<String, String> sources;

  /**
   * Takes what it shows.
   *
   * @param sources the texts of the definitions by the ids that they are saved under
   */
  public SamplesResource(Map<String, String> sources) {
    this.sources = Map.copyOf(sources);
  }

  /** Shows all with their texts, in the order of their ids. */
  @GET
  public View list() {
    return View.of()
        .all(
            "items",
            sources.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> View.of().text("id", it.getKey()).text("source", it.getValue()))
                .toList());
  }
}
