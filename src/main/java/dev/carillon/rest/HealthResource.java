package dev.carillon.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether this process lives and whether it can take work. Open to everybody, so it tells no more
 * than that.
 */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
  private final String instance;
  private final Supplier<String> installation;
  private final LongSupplier beats;
  private final Supplier<Optional<String>> missing;

  /**
   * @param instance a random id of this process, by which it knows itself behind a public URL
   * @param installation gives the public fingerprint of its installation; empty before the start
   * @param beats gives how often it wrote into its database that it lives; by these two a copy of
   *     the database tells itself from the original
   * @param missing why no work can be taken now, in a word; asked at each request
   */
  public HealthResource(
      String instance,
      Supplier<String> installation,
      LongSupplier beats,
      Supplier<Optional<String>> missing) {
    this.instance = instance;
    this.installation = installation;
    this.beats = beats;
    this.missing = missing;
  }

  /** Answers as long as the process can answer at all. */
  @GET
  @Path("live")
  public Live live() {
    return new Live("UP", instance, installation.get(), beats.getAsLong());
  }

  /** What is told as long as the process lives. */
  record Live(String status, String instance, String installation, long beats) {}

  /**
   * Answers 503 while starting, stopping, or without a database, and which of these it is; within
   * some two seconds also if the database says nothing.
   */
  @GET
  @Path("ready")
  public Response ready() {
    Optional<String> reason = missing.get();
    return Response.status(reason.isEmpty() ? 200 : 503)
        .entity(View.of()
            .text("status", reason.isEmpty() ? "UP" : "DOWN")
            .text("reason", reason)
            .text("instance", instance))
        .build();
  }
}
